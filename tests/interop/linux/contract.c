/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * The interpreter of the contract's steps on the kernel's own socket: one step a process, since some of them leave a process that
 * only its end can free. For each action of the step (not of its states) a line
 *     STEP.NUMBER ANSWER
 * comes out, and "end" at the end. An answer has no addresses, times or connection IDs; "hangs" is one, too.
 */
#define _GNU_SOURCE
#include "contract.h"
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct thread {
	char name[8];
	char text[512], answer[ANSWER];
	volatile int done;
};

static struct thread threads[2];
static int thread_count;

static void do_socket(char *answer, const char *name, const struct words *words)
{
	const char *type = value(words, "type"), *beside = words->count == 2 && has(words, "beside") ? words->all[1] : NULL;
	int fd = socket(FAMILY_RXRPC, type ? SOCK_STREAM : SOCK_DGRAM, number(words, "protocol", PF_INET));
	if (fd >= 0)
		add_socket(name, fd, beside);
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
	if (!strncmp(thread->text, "recv", 4))
		receive_waiting(thread->answer, socket);
	else
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

/* Who of several threads is answered is nobody's promise: what was answered comes in order, and then who waits. */
static void do_look_each(char *answer)
{
	const char *first = threads[0].done ? threads[0].answer : NULL, *second = threads[1].done ? threads[1].answer : NULL;
	if (first && second && strcmp(first, second) > 0)
		say(answer, "%s + %s", second, first);
	else if (first && second)
		say(answer, "%s + %s", first, second);
	else
		say(answer, "%s + waits", first ? first : second ? second : "waits");
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
	else if (!strcmp(verb, "spawn")) do_spawn(answer, of, strchr(strchr(text, ' ') + 1, ' ') + 1);
	else if (!strcmp(verb, "look")) do_look(answer, of);
	else if (!strcmp(verb, "look-each")) wait_for(SETTLE_AFTER_END), do_look_each(answer);
	else do_name(answer, verb, named(of)->fd);
	set_alarm(0);
	if (ends)
		wait_for(SETTLE_AFTER_END);
}

int contract(int argc, char **argv)
{
	static struct step step;
	struct sockaddr_in silent = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int own = 0, hole = socket(AF_INET, SOCK_DGRAM, 0);
	if (argc < 4 || read_step(argv[1], atoi(argv[2]), argv[3], &step) < 0)
		return 64;
	step_number = atoi(argv[2]);
	silent.sin_port = htons(port(SILENT));
	if (bind(hole, (void *)&silent, sizeof silent) < 0)
		return 1;
	watch_alarms();
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
