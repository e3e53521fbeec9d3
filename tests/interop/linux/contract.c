/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * The interpreter of the contract's steps on the kernel's own socket: one step a process, since some of them leave a process that
 * only its end can free. For each action of the step (not of its states) a line
 *     STEP.NUMBER ANSWER
 * comes out, and "end" at the end. An answer has no addresses, times or connection IDs; "hangs" is one, too.
 */
#define _GNU_SOURCE
#include "rx.h"
#include "steps.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/* Milliseconds: what was sent has arrived; what was ended has been told of; what is to come comes. */
#define SETTLE 150
#define SETTLE_AFTER_END 250
#define COMES 25000
/* An action without an alarm of its own that waits for so long is over. */
#define GUARD 3000
/* What answers so late after its alarm does not end at all. */
#define HANGS 5000

#define MOST_WORDS 24
#define ANSWER 512
/* Ports of a step are its own: nothing of an earlier one is known of a peer. */
#define FIRST_PORT 20000
#define PORTS_A_STEP 16
#define SILENT 0
#define CLOSED 1
#define OTHER 2
#define FIRST_OF_SOCKETS 3

struct words {
	char *all[MOST_WORDS];
	int count;
	char text[512];
};

struct named {
	char name[8];
	int fd, port, has_timeouts;
};

/* How far the data of a call is, in each direction. */
struct place {
	char socket[8];
	unsigned long call;
	size_t sent, received;
};

struct thread {
	char name[8];
	char text[512], answer[ANSWER];
	volatile int done;
};

static struct named sockets[8];
static struct place places[128];
static struct thread threads[2];
static int socket_count, place_count, thread_count, step_number, port_count = FIRST_OF_SOCKETS;
static volatile double hangs_at;
static char current[32];

static void say(char *answer, const char *format, ...)
{
	va_list arguments;
	size_t used = strlen(answer);
	va_start(arguments, format);
	vsnprintf(answer + used, ANSWER - used, format, arguments);
	va_end(arguments);
}

static void say_errno(char *answer, int error)
{
	const char *name = strerrorname_np(error);
	/* One that programs are not to see, but do. */
	if (error == 525)
		name = "ETOOSMALL";
	name ? say(answer, "%s", name) : say(answer, "%d", error);
}

static void told(char *answer, int result)
{
	result < 0 ? say_errno(answer, errno) : say(answer, "%d", result);
}

static void wait_for(int milliseconds)
{
	double until = now() + milliseconds / 1e3;
	while (now() < until)
		usleep((until - now()) * 1e6 + 1);
}

static void split(struct words *words, const char *text)
{
	snprintf(words->text, sizeof words->text, "%s", text);
	words->count = 0;
	for (char *word = strtok(words->text, " "); word && words->count < MOST_WORDS; word = strtok(NULL, " "))
		words->all[words->count++] = word;
}

static int has(const struct words *words, const char *word)
{
	for (int i = 0; i < words->count; i++)
		if (!strcmp(words->all[i], word))
			return 1;
	return 0;
}

static const char *value(const struct words *words, const char *name)
{
	size_t length = strlen(name);
	for (int i = 0; i < words->count; i++)
		if (!strncmp(words->all[i], name, length) && words->all[i][length] == '=')
			return words->all[i] + length + 1;
	return NULL;
}

static long number(const struct words *words, const char *name, long otherwise)
{
	const char *text = value(words, name);
	return text ? atol(text) : otherwise;
}

static int port(int which)
{
	return FIRST_PORT + step_number * PORTS_A_STEP + which;
}

static struct named *named(const char *name)
{
	for (int i = 0; i < socket_count; i++)
		if (!strcmp(sockets[i].name, name))
			return &sockets[i];
	printf("no socket %s\n", name);
	exit(1);
}

static struct place *place(const char *socket, unsigned long call)
{
	for (int i = 0; i < place_count; i++)
		if (!strcmp(places[i].socket, socket) && places[i].call == call)
			return &places[i];
	struct place *new = &places[place_count < 127 ? place_count++ : 127];
	snprintf(new->socket, sizeof new->socket, "%s", socket);
	*new = (struct place){ .call = call };
	snprintf(new->socket, sizeof new->socket, "%s", socket);
	return new;
}

static void on_alarm(int signal)
{
	(void)signal;
}

/* Ends what waits for longer, by a signal that is told again and again: it may come before the wait begins. */
static void set_alarm(int milliseconds)
{
	struct itimerval timer = {
		.it_value = { milliseconds / 1000, milliseconds % 1000 * 1000 },
		.it_interval = { 0, milliseconds ? 200000 : 0 },
	};
	hangs_at = milliseconds ? now() + (milliseconds + HANGS) / 1e3 : 0;
	setitimer(ITIMER_REAL, &timer, NULL);
}

static void *watch(void *unused)
{
	for (;;) {
		usleep(100000);
		if (hangs_at > 0 && now() > hangs_at) {
			printf("%s hangs\nend\n", current);
			fflush(stdout);
			kill(getpid(), SIGKILL);
		}
	}
	return unused;
}

static void target(struct sockaddr_rxrpc *to, const char *text)
{
	char of[16] = "";
	int service = 0;
	sscanf(text, "%15[^/]/%d", of, &service);
	if (!strcmp(of, "silent"))
		rx_address(to, "127.0.0.1", 0, port(SILENT), service);
	else if (!strcmp(of, "closed"))
		rx_address(to, "127.0.0.1", 0, port(CLOSED), service);
	else if (!strcmp(of, "nowhere"))
		rx_address(to, "192.0.2.1", 0, 7000, service);
	else
		rx_address(to, "127.0.0.1", 0, named(of)->port, service);
}

static void do_socket(char *answer, const char *name, const struct words *words)
{
	const char *type = value(words, "type"), *beside = words->count == 2 && has(words, "beside") ? words->all[1] : NULL;
	int fd = socket(FAMILY_RXRPC, type ? SOCK_STREAM : SOCK_DGRAM, number(words, "protocol", PF_INET));
	if (fd >= 0) {
		struct named *new = &sockets[socket_count];
		new->port = beside ? named(beside)->port : port(port_count++);
		new->fd = fd;
		new->has_timeouts = 0;
		snprintf(new->name, sizeof new->name, "%s", name);
		socket_count++;
	}
	told(answer, fd < 0 ? -1 : 0);
}

static void do_bind(char *answer, const char *name, const struct words *words)
{
	struct sockaddr_rxrpc at;
	const char *where = value(words, "at");
	struct named *socket = named(name);
	int v6 = where && !strcmp(where, "v6"), other = where && !strcmp(where, "other");
	rx_address(&at, v6 ? "::1" : "127.0.0.1", v6, other ? port(OTHER) : socket->port, atoi(words->all[0]));
	if (value(words, "family"))
		at.srx_family = AF_INET;
	if (value(words, "transport"))
		at.transport_type = SOCK_STREAM;
	at.transport_len = number(words, "transport-length", at.transport_len);
	told(answer, bind(socket->fd, (void *)&at, number(words, "length", sizeof at)));
}

static void add_control(struct control *control, const char *word, unsigned long call)
{
	uint32_t limits[3] = { 0 };
	int count;
	long long length;
	uint32_t code;
#define ADD(type, from, size) rx_control(control, LEVEL_RXRPC, type, from, size)
	if (!strncmp(word, "call=", 5)) {
		if (!strstr(word, ".."))
			call = strtoul(word + 5, NULL, 0);
		ADD(CONTROL_CALL, &call, sizeof call);
	} else if (!strncmp(word, "abort=", 6)) {
		code = atoi(word + 6);
		ADD(CONTROL_ABORT, &code, 4);
	} else if (!strncmp(word, "tx-length=", 10)) {
		length = atoll(word + 10);
		ADD(CONTROL_LENGTH, &length, 8);
	} else if (!strncmp(word, "timeout=", 8)) {
		count = sscanf(word + 8, "%u,%u,%u", limits, limits + 1, limits + 2);
		ADD(CONTROL_TIMEOUT, limits, count * 4);
	} else if (!strcmp(word, "ack")) ADD(CONTROL_ACK, NULL, 0);
	else if (!strcmp(word, "accept")) ADD(CONTROL_ACCEPT, NULL, 0);
	else if (!strcmp(word, "charge")) ADD(CONTROL_CHARGE, NULL, 0);
	else if (!strcmp(word, "exclusive")) ADD(CONTROL_EXCLUSIVE, NULL, 0);
	else if (!strcmp(word, "upgrade")) ADD(CONTROL_UPGRADE, NULL, 0);
	else if (!strcmp(word, "respond")) ADD(CONTROL_RESPOND, NULL, 0);
	else if (!strcmp(word, "exclusive-with-payload")) ADD(CONTROL_EXCLUSIVE, &call, 4);
	else if (!strcmp(word, "id-of-4-bytes")) ADD(CONTROL_CALL, &call, 4);
	else if (!strcmp(word, "timeout-of-6-bytes")) ADD(CONTROL_TIMEOUT, limits, 6);
	else if (!strncmp(word, "raw=", 4)) ADD(atoi(word + 4), NULL, 0);
	else if (!strcmp(word, "other-level")) rx_control(control, SOL_SOCKET + 4000, 1, NULL, 0);
#undef ADD
}

static int flags_of(const struct words *words)
{
	static const struct { const char *word; int flag; } known[] = {
		{ "more", MSG_MORE }, { "dontwait", MSG_DONTWAIT }, { "peek", MSG_PEEK }, { "oob", MSG_OOB },
		{ "trunc", MSG_TRUNC }, { "waitall", MSG_WAITALL },
	};
	int flags = 0;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (has(words, known[i].word))
			flags |= known[i].flag;
	return flags;
}

static void send_one(char *answer, const char *name, const struct words *words, unsigned long call)
{
	struct sockaddr_rxrpc to;
	struct control control = { .used = 0 };
	size_t length = number(words, "bytes", 0);
	const char *text = value(words, "to");
	int named_to = text != NULL;
	struct place *at = place(name, call);
	uint8_t *data = malloc(length + 1);
	for (size_t i = 0; i < length; i++)
		data[i] = (at->sent + i) % 251;
	for (int i = 0; i < words->count; i++)
		add_control(&control, words->all[i], call);
	if (text)
		target(&to, text);
	struct iovec piece = { has(words, "fault") ? (void *)16 : data, length };
	struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.bytes,
				  .msg_controllen = control.used };
	if (has(words, "name-of-10-bytes") || has(words, "name-of-INET")) {
		target(&to, "silent/100");
		named_to = 1;
		if (has(words, "name-of-INET"))
			to.srx_family = AF_INET;
	}
	if (named_to) {
		message.msg_name = &to;
		message.msg_namelen = has(words, "name-of-10-bytes") ? 10 : sizeof to;
	}
	ssize_t sent = sendmsg(named(name)->fd, &message, flags_of(words));
	if (sent > 0 && length)
		at->sent += sent;
	if (sent >= 0 && has(words, "coarse"))
		say(answer, (size_t)sent < length ? "some" : "all");
	else
		told(answer, sent);
	free(data);
}

/* For each ID of a range; an answer if all are the same. */
static void do_send(char *answer, const char *name, const struct words *words)
{
	unsigned long first = 0, last;
	const char *call = value(words, "call");
	int fields = call ? sscanf(call, "%lu..%lu", &first, &last) : 0;
	if (fields < 2)
		last = first;
	for (unsigned long id = first; id <= last; id++) {
		char one[ANSWER] = "";
		send_one(one, name, words, id);
		if (!strstr(answer, one))
			say(answer, "%s%s", *answer ? ", " : "", one);
	}
}

/* A message as the steps write it. */
static void write_message(char *answer, struct msghdr *message, ssize_t bytes, unsigned long *call)
{
	const struct sockaddr_rxrpc *from = message->msg_name;
	say(answer, "%zd", bytes);
	if (message->msg_flags & MSG_MORE) say(answer, " MORE");
	if (message->msg_flags & MSG_EOR) say(answer, " EOR");
	if (message->msg_flags & MSG_CTRUNC) say(answer, " CTRUNC");
	for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
		int32_t number = 0;
		if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SO_TIMESTAMP) {
			say(answer, " TIMESTAMP");
			continue;
		}
		if (head->cmsg_len >= CMSG_LEN(4))
			memcpy(&number, CMSG_DATA(head), 4);
		switch (head->cmsg_type) {
		case CONTROL_CALL:
			memcpy(call, CMSG_DATA(head), sizeof *call);
			say(answer, " USER_CALL_ID=%lu", *call);
			break;
		case CONTROL_ABORT: say(answer, " ABORT=%d", number); break;
		case CONTROL_ACK: say(answer, " ACK"); break;
		case CONTROL_NET_ERROR: say(answer, " NET_ERROR="), say_errno(answer, number); break;
		case CONTROL_LOCAL_ERROR: say(answer, " LOCAL_ERROR="), say_errno(answer, number); break;
		default: say(answer, " %d", head->cmsg_type);
		}
	}
	if (message->msg_namelen)
		say(answer, " service=%d", from->srx_service);
}

static unsigned long receive_one(char *answer, const char *name, const struct words *words, int comes)
{
	static uint8_t room[1 << 17];
	_Alignas(size_t) char control[256];
	struct sockaddr_rxrpc from = { 0 };
	struct named *socket = named(name);
	struct iovec piece = { room, number(words, "room", 10000) };
	struct msghdr message = { .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &piece, .msg_iovlen = 1,
				  .msg_control = control, .msg_controllen = number(words, "control-room", sizeof control) };
	struct pollfd ready = { socket->fd, POLLIN, 0 };
	unsigned long call = 0;
	int flags = flags_of(words);
	for (double until = now() + COMES / 1e3; comes && now() < until && !(ready.revents & POLLIN);)
		poll(&ready, 1, 100);
	wait_for(SETTLE);
	if (!(flags & MSG_DONTWAIT))
		set_alarm(number(words, "alarm", GUARD));
	ssize_t bytes = recvmsg(socket->fd, &message, flags);
	int error = errno;
	set_alarm(0);
	if (bytes < 0) {
		say_errno(answer, error);
		return 0;
	}
	write_message(answer, &message, bytes, &call);
	struct place *at = place(name, call);
	for (ssize_t i = 0; i < bytes; i++) {
		if (room[i] != (at->received + i) % 251) {
			say(answer, " OTHER DATA");
			break;
		}
	}
	if (!(flags & MSG_PEEK)) {
		at->received += bytes;
		if (message.msg_flags & MSG_EOR)
			at->sent = at->received = 0;
	}
	return call;
}

static void do_receive_each(char *answer, const char *name, int count)
{
	char answers[8][ANSWER] = { "" };
	unsigned long calls[8];
	struct words none = { .count = 0 };
	for (int i = 0; i < count && i < 8; i++)
		calls[i] = receive_one(answers[i], name, &none, 1);
	for (int said = 0; said < count && said < 8; said++) {
		int first = -1;
		for (int i = 0; i < count && i < 8; i++)
			if (answers[i][0] && (first < 0 || calls[i] < calls[first]))
				first = i;
		if (first < 0)
			return;
		say(answer, "%s%s", said ? " + " : "", answers[first]);
		answers[first][0] = 0;
	}
}

static void do_set(char *answer, const char *name, const struct words *words)
{
	struct named *socket = named(name);
	const char *what = words->all[0], *how = words->count > 1 ? words->all[1] : "";
	uint32_t number = atoi(how);
	struct timeval limit = { number / 1000, number % 1000 * 1000 };
	uint16_t services[2] = { number, words->count > 2 ? atoi(words->all[2]) : 0 };
	int fd = socket->fd, option, result;
	if (!strcmp(what, "SO_RCVTIMEO") || !strcmp(what, "SO_SNDTIMEO")) {
		option = !strcmp(what, "SO_RCVTIMEO") ? SO_RCVTIMEO : SO_SNDTIMEO;
		socket->has_timeouts = 1;
		result = setsockopt(fd, SOL_SOCKET, option, &limit, sizeof limit);
	} else if (!strcmp(what, "SO_TIMESTAMP")) {
		result = setsockopt(fd, SOL_SOCKET, SO_TIMESTAMP, &number, sizeof number);
	} else if (!strcmp(what, "SECURITY_KEY") || !strcmp(what, "SECURITY_KEYRING")) {
		option = !strcmp(what, "SECURITY_KEY") ? OPTION_KEY : OPTION_KEYRING;
		if (!strcmp(how, "empty"))
			option == OPTION_KEY ? rx_add_key("rxrpc", "empty", NULL, 0, 0)
					     : rx_add_key("keyring", "empty", NULL, 0, 0);
		result = setsockopt(fd, LEVEL_RXRPC, option, how, !strcmp(how, "no-length") ? 0 : strlen(how));
	} else if (!strcmp(what, "EXCLUSIVE_CONNECTION")) {
		result = setsockopt(fd, LEVEL_RXRPC, OPTION_EXCLUSIVE, &number, !strcmp(how, "of-4-bytes") ? 4 : 0);
	} else if (!strcmp(what, "MIN_SECURITY_LEVEL")) {
		result = setsockopt(fd, LEVEL_RXRPC, OPTION_LEVEL, &number, !strcmp(how, "of-1-byte") ? 1 : 4);
	} else if (!strcmp(what, "UPGRADEABLE_SERVICE")) {
		result = setsockopt(fd, LEVEL_RXRPC, OPTION_UPGRADEABLE, services, !strcmp(how, "of-2-bytes") ? 2 : 4);
	} else if (!strcmp(what, "MANAGE_RESPONSE")) {
		result = setsockopt(fd, LEVEL_RXRPC, OPTION_MANAGE_RESPONSE, &number, 4);
	} else {
		result = setsockopt(fd, LEVEL_RXRPC, atoi(what), NULL, 0);
	}
	told(answer, result);
}

static void do_get(char *answer, const char *name, const struct words *words)
{
	int number = 0, known = !strcmp(words->all[0], "SUPPORTED_CMSG");
	socklen_t length = has(words, "of-2-bytes") ? 2 : 4;
	int result = getsockopt(named(name)->fd, LEVEL_RXRPC, known ? OPTION_SUPPORTED : atoi(words->all[0]), &number, &length);
	told(answer, result < 0 ? -1 : number);
}

static void do_poll(char *answer, const char *name)
{
	struct pollfd ready = { named(name)->fd, POLLIN | POLLOUT, 0 };
	wait_for(SETTLE);
	poll(&ready, 1, 0);
	if (ready.revents & POLLIN) say(answer, "in");
	if (ready.revents & POLLOUT) say(answer, *answer ? " out" : "out");
	if (!*answer) say(answer, "nothing");
}

static void *on_thread(void *argument)
{
	struct thread *thread = argument;
	struct words words;
	sigset_t alarm;
	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	pthread_sigmask(SIG_BLOCK, &alarm, NULL);
	split(&words, thread->text);
	const char *socket = words.all[1];
	words.count -= 2;
	memmove(words.all, words.all + 2, words.count * sizeof *words.all);
	send_one(thread->answer, socket, &words, number(&words, "call", 0));
	thread->done = 1;
	return NULL;
}

static void do_spawn(char *answer, const char *name, const char *text)
{
	struct thread *thread = &threads[thread_count++];
	pthread_t id;
	snprintf(thread->name, sizeof thread->name, "%s", name);
	snprintf(thread->text, sizeof thread->text, "%s", text);
	pthread_create(&id, NULL, on_thread, thread);
	pthread_detach(id);
	wait_for(SETTLE_AFTER_END);
	say(answer, "%s", thread->done ? thread->answer : "waits");
}

static void do_look(char *answer, const char *name)
{
	for (int i = 0; i < thread_count; i++)
		if (!strcmp(threads[i].name, name))
			say(answer, "%s", threads[i].done ? threads[i].answer : "waits");
}

static void do_shutdown(char *answer, const char *name, const char *way)
{
	told(answer, shutdown(named(name)->fd, !strcmp(way, "RD") ? SHUT_RD : !strcmp(way, "WR") ? SHUT_WR : SHUT_RDWR));
}

static void do_name(char *answer, const char *verb, int fd)
{
	struct sockaddr_rxrpc at;
	socklen_t length = sizeof at;
	if (*verb == 'a')
		told(answer, accept(fd, NULL, NULL));
	else
		told(answer, !strcmp(verb, "getsockname") ? getsockname(fd, (void *)&at, &length)
							  : getpeername(fd, (void *)&at, &length));
}

static void act(char *answer, const char *text, const char *expected)
{
	struct words words;
	struct sockaddr_rxrpc to;
	split(&words, text);
	const char *verb = words.all[0], *of = words.all[1];
	words.count -= 2;
	memmove(words.all, words.all + 2, words.count * sizeof *words.all);
	int comes = expected[0] != 'E';
	int ends = value(&words, "abort") || !strcmp(verb, "shutdown") || !strcmp(verb, "close") ||
		   (!strcmp(verb, "listen") && !strcmp(words.all[0], "0"));
	if (strncmp(verb, "recv", 4) && strcmp(verb, "spawn"))
		set_alarm(number(&words, "alarm", GUARD));
	if (!strcmp(verb, "socket")) do_socket(answer, of, &words);
	else if (!strcmp(verb, "bind")) do_bind(answer, of, &words);
	else if (!strcmp(verb, "connect")) target(&to, words.all[0]), told(answer, connect(named(of)->fd, (void *)&to, sizeof to));
	else if (!strcmp(verb, "listen")) told(answer, listen(named(of)->fd, atoi(words.all[0])));
	else if (!strcmp(verb, "shutdown")) do_shutdown(answer, of, words.all[0]);
	else if (!strcmp(verb, "close")) told(answer, close(named(of)->fd));
	else if (!strcmp(verb, "send")) do_send(answer, of, &words);
	else if (!strcmp(verb, "recv")) receive_one(answer, of, &words, comes);
	else if (!strcmp(verb, "recv-each")) do_receive_each(answer, of, atoi(words.all[0]));
	else if (!strcmp(verb, "set")) do_set(answer, of, &words);
	else if (!strcmp(verb, "get")) do_get(answer, of, &words);
	else if (!strcmp(verb, "poll")) do_poll(answer, of);
	else if (!strcmp(verb, "spawn")) do_spawn(answer, of, strstr(text, "send"));
	else if (!strcmp(verb, "look")) do_look(answer, of);
	else do_name(answer, verb, named(of)->fd);
	set_alarm(0);
	if (ends)
		wait_for(SETTLE_AFTER_END);
}

int contract(int argc, char **argv)
{
	static struct step step;
	struct sigaction alarm = { .sa_handler = on_alarm };
	struct sockaddr_in silent = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	pthread_t watcher;
	int own = 0, hole = socket(AF_INET, SOCK_DGRAM, 0);
	if (argc < 4 || read_step(argv[1], atoi(argv[2]), argv[3], &step) < 0)
		return 64;
	step_number = atoi(argv[2]);
	silent.sin_port = htons(port(SILENT));
	if (bind(hole, (void *)&silent, sizeof silent) < 0)
		return 1;
	sigaction(SIGALRM, &alarm, NULL);
	/* The watcher is not the thread that alarms are for. */
	sigset_t blocked;
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGALRM);
	pthread_sigmask(SIG_BLOCK, &blocked, NULL);
	pthread_create(&watcher, NULL, watch, NULL);
	pthread_sigmask(SIG_UNBLOCK, &blocked, NULL);
	for (int i = 0; i < step.count; i++) {
		char answer[ANSWER] = "";
		struct action *action = &step.actions[i];
		if (!action->before)
			snprintf(current, sizeof current, "%d.%d", step_number, ++own);
		else
			snprintf(current, sizeof current, "%d.0", step_number);
		act(answer, action->text, action->expected);
		if (!action->before)
			printf("%s %s\n", current, answer);
		else if (answer[0] == 'E')
			printf("%s %s: %s\n", current, action->text, answer);
		fflush(stdout);
	}
	printf("end\n");
	fflush(stdout);
	/* At once: a close may wait for what a thread holds. */
	_exit(0);
}
