/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * How a step is read. Must not know what an action does.
 */
#define _GNU_SOURCE
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_LINES 4096

static char *lines[MOST_LINES];
static int line_count;

static int read_lines(const char *file)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	FILE *in = fopen(file, "r");
	if (!in)
		return -1;
	while ((length = getline(&line, &room, in)) > 0 && line_count < MOST_LINES) {
		if (line[length - 1] == '\n')
			line[length - 1] = 0;
		if (line[0] && line[0] != '#')
			lines[line_count++] = strdup(line);
	}
	free(line);
	fclose(in);
	return 0;
}

/* What follows a word and a blank at the beginning of a line. */
static char *after(char *line, const char *word)
{
	size_t length = strlen(word);
	return !strncmp(line, word, length) && line[length] == ' ' ? line + length + 1 : NULL;
}

static void add(struct step *step, char *text, int before)
{
	if (step->count < MOST_ACTIONS)
		step->actions[step->count++] = (struct action){ text, "", before };
}

static void add_state(struct step *step, const char *name)
{
	int at = 0;
	char *rest;
	for (; at < line_count; at++)
		if ((rest = after(lines[at], "state")) && !strcmp(rest, name))
			break;
	for (at++; at < line_count && !after(lines[at], "state") && !after(lines[at], "step"); at++) {
		if ((rest = after(lines[at], "use")))
			add_state(step, rest);
		else if ((rest = after(lines[at], "do")))
			add(step, rest, 1);
	}
}

int read_step(const char *file, int number, const char *kernel, struct step *step)
{
	int at, own = 0;
	char *rest = NULL;
	if (read_lines(file) < 0)
		return -1;
	for (at = 0; at < line_count; at++)
		if ((rest = after(lines[at], "step")) && atoi(rest) == number)
			break;
	if (at == line_count)
		return -1;
	char *words = strdup(rest);
	strtok(words, " ");
	for (char *state; (state = strtok(NULL, " "));)
		add_state(step, state);
	free(words);
	for (at++; at < line_count && !after(lines[at], "state") && !after(lines[at], "step"); at++) {
		if ((rest = after(lines[at], "do"))) {
			add(step, rest, 0);
			own = 0;
			continue;
		}
		struct action *action = &step->actions[step->count - 1];
		/* What an older kernel answers stands only where it is another answer. */
		if ((rest = after(lines[at], kernel)))
			action->expected = rest, own = 1;
		else if ((rest = after(lines[at], "7.3")) && !own)
			action->expected = rest;
	}
	return 0;
}
