/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * What a step has, and how long it may wait. Must not know what an action does.
 */
#define _GNU_SOURCE
#include "contract.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* What answers so many milliseconds after its alarm does not end at all. */
#define HANGS 5000
/* Ports of a step are its own: nothing of an earlier one is known of a peer. */
#define FIRST_PORT 20000
#define PORTS_A_STEP 16

int step_number;
char current[32];

static struct named sockets[8];
static struct place places[128];
static int socket_count, place_count, port_count = FIRST_OF_SOCKETS;
static volatile double hangs_at;

void say(char *answer, const char *format, ...)
{
	va_list arguments;
	size_t used = strlen(answer);
	va_start(arguments, format);
	vsnprintf(answer + used, ANSWER - used, format, arguments);
	va_end(arguments);
}

void say_errno(char *answer, int error)
{
	const char *name = strerrorname_np(error);
	/* One that programs are not to see, but do. */
	if (error == 525)
		name = "ETOOSMALL";
	name ? say(answer, "%s", name) : say(answer, "%d", error);
}

void told(char *answer, int result)
{
	result < 0 ? say_errno(answer, errno) : say(answer, "%d", result);
}

void wait_for(int milliseconds)
{
	double until = now() + milliseconds / 1e3;
	while (now() < until)
		usleep((until - now()) * 1e6 + 1);
}

void split(struct words *words, const char *text)
{
	snprintf(words->text, sizeof words->text, "%s", text);
	words->count = 0;
	for (char *word = strtok(words->text, " "); word && words->count < MOST_WORDS; word = strtok(NULL, " "))
		words->all[words->count++] = word;
}

int has(const struct words *words, const char *word)
{
	for (int i = 0; i < words->count; i++)
		if (!strcmp(words->all[i], word))
			return 1;
	return 0;
}

const char *value(const struct words *words, const char *name)
{
	size_t length = strlen(name);
	for (int i = 0; i < words->count; i++)
		if (!strncmp(words->all[i], name, length) && words->all[i][length] == '=')
			return words->all[i] + length + 1;
	return NULL;
}

long number(const struct words *words, const char *name, long otherwise)
{
	const char *text = value(words, name);
	return text ? atol(text) : otherwise;
}

int port(int which)
{
	return FIRST_PORT + step_number * PORTS_A_STEP + which;
}

struct named *named(const char *name)
{
	for (int i = 0; i < socket_count; i++)
		if (!strcmp(sockets[i].name, name))
			return &sockets[i];
	printf("no socket %s\n", name);
	exit(1);
}

struct place *place(const char *socket, unsigned long call)
{
	for (int i = 0; i < place_count; i++)
		if (!strcmp(places[i].socket, socket) && places[i].call == call)
			return &places[i];
	struct place *new = &places[place_count < 127 ? place_count++ : 127];
	*new = (struct place){ .call = call };
	snprintf(new->socket, sizeof new->socket, "%s", socket);
	return new;
}

static void on_alarm(int signal)
{
	(void)signal;
}

/* Ends what waits for longer, by a signal that is told again and again: it may come before the wait begins. */
void set_alarm(int milliseconds)
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

void target(struct sockaddr_rxrpc *to, const char *text)
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

void add_socket(const char *name, int fd, const char *beside)
{
	struct named *new = &sockets[socket_count];
	new->port = beside ? named(beside)->port : port(port_count++);
	new->fd = fd;
	snprintf(new->name, sizeof new->name, "%s", name);
	socket_count++;
}

void watch_alarms(void)
{
	struct sigaction alarm = { .sa_handler = on_alarm };
	pthread_t watcher;
	sigset_t blocked;
	sigaction(SIGALRM, &alarm, NULL);
	/* The watcher is not the thread that alarms are for. */
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGALRM);
	pthread_sigmask(SIG_BLOCK, &blocked, NULL);
	pthread_create(&watcher, NULL, watch, NULL);
	pthread_sigmask(SIG_UNBLOCK, &blocked, NULL);
}
