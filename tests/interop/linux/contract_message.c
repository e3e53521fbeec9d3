/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * sendmsg and recvmsg in the words of the steps, and messages as the steps write them.
 */
#define _GNU_SOURCE
#include "contract.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

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

void send_one(char *answer, const char *name, const struct words *words, unsigned long call)
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
void do_send(char *answer, const char *name, const struct words *words)
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

unsigned long receive_one(char *answer, const char *name, const struct words *words, int comes)
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

void receive_waiting(char *answer, const char *name)
{
	uint8_t room[10000];
	_Alignas(size_t) char control[256];
	struct sockaddr_rxrpc from = { 0 };
	struct iovec piece = { room, sizeof room };
	struct msghdr message = { .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &piece, .msg_iovlen = 1,
				  .msg_control = control, .msg_controllen = sizeof control };
	unsigned long call = 0;
	ssize_t bytes = recvmsg(named(name)->fd, &message, 0);
	if (bytes < 0)
		say_errno(answer, errno);
	else
		write_message(answer, &message, bytes, &call);
}

void do_receive_each(char *answer, const char *name, int count)
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

