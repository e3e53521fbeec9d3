/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * A step of the contract while it runs: its sockets, its ports, how far the data of its calls is, and how long it may wait.
 */
#ifndef CONTRACT_H
#define CONTRACT_H

#include "rx.h"

/* Milliseconds: what was sent has arrived; what was ended has been told of; what is to come comes. */
#define SETTLE 150
#define SETTLE_AFTER_END 250
#define COMES 25000
/* An action without an alarm of its own that waits for so long is over. */
#define GUARD 3000

#define MOST_WORDS 24
#define ANSWER 512
/* Ports of a step that are no socket's. */
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
	int fd, port;
};

/* How far the data of a call is, in each direction. */
struct place {
	char socket[8];
	unsigned long call;
	size_t sent, received;
};

/* The step, and what is being done: NUMBER.ACTION. */
extern int step_number;
extern char current[32];

/* Answers are written piece by piece. */
void say(char *answer, const char *format, ...);
void say_errno(char *answer, int error);
void told(char *answer, int result);

void split(struct words *words, const char *text);
int has(const struct words *words, const char *word);
const char *value(const struct words *words, const char *name);
long number(const struct words *words, const char *name, long otherwise);

int port(int which);
struct named *named(const char *name);
void add_socket(const char *name, int fd, const char *beside);
struct place *place(const char *socket, unsigned long call);
/* SOCKET/SERVICE, or one of the words that stand for nobody. */
void target(struct sockaddr_rxrpc *to, const char *text);

void wait_for(int milliseconds);
/* Has a signal end what waits for longer; 0: nothing waits any more. What does not even end then "hangs". */
void set_alarm(int milliseconds);
void watch_alarms(void);

/* sendmsg and recvmsg in the words of the steps. */
void send_one(char *answer, const char *name, const struct words *words, unsigned long call);
void do_send(char *answer, const char *name, const struct words *words);
unsigned long receive_one(char *answer, const char *name, const struct words *words, int comes);
/* recvmsg that waits for as long as it takes, on a thread of its own. */
void receive_waiting(char *answer, const char *name);
void do_receive_each(char *answer, const char *name, int count);

#endif
