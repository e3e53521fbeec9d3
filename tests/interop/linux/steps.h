/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * One step of tests/contract/steps.txt: what is done before it, and its actions. The head of that file describes it.
 */
#ifndef STEPS_H
#define STEPS_H

#define MOST_ACTIONS 64

struct action {
	char *text;
	/* What the data has for this kernel. It decides only how long an answer is waited for. */
	char *expected;
	/* Only what the states do, and not compared. */
	int before;
};

struct step {
	struct action actions[MOST_ACTIONS];
	int count;
};

/* Reads a step for a kernel, "7.3" or "6.1"; 0 when it is there. */
int read_step(const char *file, int number, const char *kernel, struct step *step);

#endif
