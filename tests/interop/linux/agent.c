/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * Runs what the host asks for. Lines "ID COMMAND" come in on the serial port; each command is run by the shell, beside others, and
 * what it prints goes back when it has ended, as lines "ID | LINE" and then "ID = STATUS". (A shell's own loop would lose lines when
 * a child ends while it reads.)
 */
#define _GNU_SOURCE
#include "rx.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static FILE *port;
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

/* Runs "ID COMMAND", and answers in one piece. */
static void *run(void *argument)
{
	char *line = argument, *command = strchr(line, ' '), *answer = NULL, *printed = NULL;
	size_t answer_length, room = 0;
	ssize_t length;
	if (!command) {
		free(line);
		return NULL;
	}
	*command++ = 0;
	FILE *text = open_memstream(&answer, &answer_length);
	FILE *output = popen(command, "re");
	while (output && (length = getline(&printed, &room, output)) > 0)
		fprintf(text, "%s | %s%s", line, printed, printed[length - 1] == '\n' ? "" : "\n");
	int status = output ? pclose(output) : -1;
	fprintf(text, "%s = %d\n", line, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	fclose(text);
	pthread_mutex_lock(&writing);
	fwrite(answer, 1, answer_length, port);
	fflush(port);
	pthread_mutex_unlock(&writing);
	free(answer);
	free(printed);
	free(line);
	return NULL;
}

int agent(int argc, char **argv)
{
	struct utsname system;
	struct termios raw;
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	int fd = argc > 1 ? open(argv[1], O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
	if (fd < 0 || tcgetattr(fd, &raw) < 0)
		return 1;
	cfmakeraw(&raw);
	tcsetattr(fd, TCSANOW, &raw);
	port = fdopen(fd, "w");
	FILE *from = fdopen(fcntl(fd, F_DUPFD_CLOEXEC, 0), "r");
	uname(&system);
	fprintf(port, "up %s\n", system.release);
	fflush(port);
	while ((length = getline(&line, &room, from)) > 0) {
		pthread_t thread;
		char *own = strndup(line, line[length - 1] == '\n' ? length - 1 : length);
		if (pthread_create(&thread, NULL, run, own) == 0)
			pthread_detach(thread);
	}
	return 0;
}
