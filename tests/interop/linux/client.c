/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * A client on the kernel's own socket, of services that speak the request protocol of tests/src/peer_service.rs. It compares every
 * byte of a reply. It prints one line
 *     OP: calls N fails F err LAST secs S sent-mb-s X
 * and ends with 0 when every call ended as it should: LAST is the abort code that ended a call, or an errno. A call that was ended by
 * the kernel's own limits says so in a line of its own, "limit CODE".
 */
#define _GNU_SOURCE
#include "rx.h"

#include <endian.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_IN_FLIGHT 64
/* Abort codes that the kernel gives to calls that it ends by itself: RX_CALL_DEAD, RX_CALL_TIMEOUT. */
#define CALL_DEAD (-1)
#define CALL_TIMEOUT (-3)

static struct {
	const char *host, *key;
	int port, service, level, sockets, calls, in_flight, exclusive, announce, hard;
} option = { .host = "10.77.1.1", .port = 7000, .service = 147, .level = -1, .sockets = 1, .calls = 1, .in_flight = 1 };

/* What is sent, and what has to come of it: a reply, which is the pattern after its head, or the code of an abort. */
static struct {
	uint8_t head[24], tail[12];
	size_t head_length, data, pattern, tail_length;
	int32_t code;
	int aborts, cancels;
	/* The data of a reply may be anything, as rxperf's. */
	int any_data;
} exchange;

struct outcome {
	unsigned calls, fails;
	int32_t last, limit;
};

static void put(uint32_t value)
{
	value = htobe32(value);
	memcpy(exchange.head + exchange.head_length, &value, 4);
	exchange.head_length += 4;
}

static void put_tail(uint32_t value)
{
	value = htobe32(value);
	memcpy(exchange.tail + exchange.tail_length, &value, 4);
	exchange.tail_length += 4;
}

static uint32_t sum_of_pattern(size_t length)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < length; i++)
		sum += pattern_byte(i);
	return sum;
}

/* A request of rxperf, and the cookie that has to come. */
static void prepare_rxperf(uint32_t command, uint32_t one, const uint32_t *two)
{
	put(3), put(command), put(4096), put(4096), put(one);
	if (two)
		put(*two);
	put_tail(0x4711);
	exchange.any_data = 1;
}

static int prepare(const char *operation, const char *one, const char *two)
{
	uint32_t first = one ? strtol(one, NULL, 0) : 0, second = two ? strtol(two, NULL, 0) : 0;
	if (!strcmp(operation, "echo")) {
		put(1), put(first), exchange.data = exchange.pattern = first;
	} else if (!strcmp(operation, "send")) {
		put(2), put(0), put(first), exchange.data = first;
		put_tail(0), put_tail(first), put_tail(sum_of_pattern(first));
	} else if (!strcmp(operation, "recv")) {
		put(3), put(0), put(first), exchange.pattern = first;
		put_tail(sum_of_pattern(first));
	} else if (!strcmp(operation, "rpc")) {
		put(4), put(first), put(second), exchange.data = first, exchange.pattern = second;
	} else if (!strcmp(operation, "sleep")) {
		put(5), put(first), put_tail(first);
	} else if (!strcmp(operation, "abort")) {
		put(6), put(first), exchange.aborts = 1, exchange.code = first;
	} else if (!strcmp(operation, "partabort")) {
		put(11), put(first), put(second), exchange.aborts = 1, exchange.code = second, exchange.pattern = first;
	} else if (!strcmp(operation, "rxperf-send")) {
		prepare_rxperf(0, first, NULL), exchange.data = first;
	} else if (!strcmp(operation, "rxperf-recv")) {
		prepare_rxperf(1, first, NULL), exchange.pattern = first;
	} else if (!strcmp(operation, "rxperf-rpc")) {
		prepare_rxperf(3, first, &second), exchange.data = first, exchange.pattern = second;
	} else if (!strcmp(operation, "op")) {
		put(first), exchange.aborts = 1, exchange.code = -455;
	} else if (!strcmp(operation, "cancel")) {
		/* A call that would be slept on, given up with this code. */
		put(5), put(20000), exchange.aborts = exchange.cancels = 1, exchange.code = first;
	} else if (!strcmp(operation, "timeout")) {
		/* A call that would be slept on, ended by its hard limit of so many seconds. */
		put(5), put(20000), exchange.aborts = 1, exchange.code = CALL_TIMEOUT, option.hard = first;
	} else {
		return 0;
	}
	return 1;
}

/* Sends the request of a call. 0, or the errno. */
static int ask(int fd, unsigned long call, const struct sockaddr_rxrpc *to, const uint8_t *data)
{
	struct control control = { .used = 0 };
	int64_t length = exchange.head_length + exchange.data;
	uint32_t hard = option.hard;
	rx_control(&control, LEVEL_RXRPC, CONTROL_CALL, &call, sizeof call);
	if (option.exclusive)
		rx_control(&control, LEVEL_RXRPC, CONTROL_EXCLUSIVE, NULL, 0);
	if (option.announce)
		rx_control(&control, LEVEL_RXRPC, CONTROL_LENGTH, &length, sizeof length);
	if (option.hard)
		rx_control(&control, LEVEL_RXRPC, CONTROL_TIMEOUT, &hard, sizeof hard);
	if (rx_send(fd, &control, exchange.head, exchange.head_length, exchange.data ? MSG_MORE : 0, to) < 0)
		return errno;
	if (exchange.cancels) {
		uint32_t code = exchange.code;
		usleep(300000);
		return rx_command(fd, call, CONTROL_ABORT, &code) < 0 ? errno : 0;
	}
	return exchange.data ? rx_send_all(fd, call, data, exchange.data, 0) : 0;
}

/* Whether these bytes of a reply are the right ones. */
static int is_right(const uint8_t *bytes, size_t length, size_t from)
{
	for (size_t i = 0; i < length; i++, from++) {
		size_t in_tail = from - exchange.pattern;
		if (from >= exchange.pattern && in_tail >= exchange.tail_length)
			return 0;
		if (from < exchange.pattern && exchange.any_data)
			continue;
		uint8_t wanted = from < exchange.pattern ? pattern_byte(from) : exchange.tail[in_tail];
		if (bytes[i] != wanted)
			return 0;
	}
	return 1;
}

static void fail(struct outcome *outcome, const char *why, int value)
{
	outcome->fails++;
	printf("call failed: %s %d\n", why, value);
	if (!strcmp(why, "ended with") && (value == CALL_DEAD || value == CALL_TIMEOUT))
		outcome->limit = value;
}

/* Judges the end of a call. */
static void end(struct outcome *outcome, const struct received *message, size_t got)
{
	outcome->calls++;
	if (message->kind) {
		outcome->last = message->value;
		if (!exchange.aborts || message->kind != CONTROL_ABORT || message->value != exchange.code)
			fail(outcome, message->kind == CONTROL_ABORT ? "ended with" : "error", message->value);
	} else if (exchange.aborts) {
		fail(outcome, "not aborted, bytes", got);
	} else if (got != exchange.pattern + exchange.tail_length) {
		fail(outcome, "length of the reply", got);
	}
}

/* All calls of one socket: as many at once as are allowed, one more whenever one has ended. */
static void *on_one_socket(void *argument)
{
	struct outcome *outcome = argument;
	struct sockaddr_rxrpc to;
	size_t got[MOST_IN_FLIGHT + 1] = { 0 };
	char live[MOST_IN_FLIGHT + 1] = { 0 };
	int in_flight = 0, begun = 0, fd = rx_socket(strchr(option.host, ':') != NULL);
	uint8_t *data = malloc(exchange.data + 1), *room = malloc(1 << 18);
	pattern(data, exchange.data, 0);
	if (!rx_address(&to, option.host, 0, option.port, option.service) || fd < 0 ||
	    (option.key && rx_client_key(fd, option.key, option.level) < 0)) {
		fail(outcome, "socket", errno);
		return NULL;
	}
	while (begun < option.calls || in_flight) {
		while (begun < option.calls && in_flight < option.in_flight) {
			unsigned long id = 1;
			while (live[id])
				id++;
			int error = ask(fd, id, &to, data);
			begun++, in_flight++;
			live[id] = 1, got[id] = 0;
			/* The call exists all the same unless it never began, and recvmsg tells of its end. */
			if (error == EDESTADDRREQ || error == EINVAL) {
				fail(outcome, "sendmsg", error);
				live[id] = 0, in_flight--;
			}
		}
		struct received message;
		int error = rx_receive(fd, room, 1 << 18, 0, &message);
		if (error == EINTR)
			continue;
		if (error) {
			fail(outcome, "recvmsg", error);
			break;
		}
		if (!message.has_call || message.call > MOST_IN_FLIGHT)
			continue;
		if (!message.kind && !is_right(room, message.bytes, got[message.call]))
			fail(outcome, "wrong data from byte", got[message.call]);
		got[message.call] += message.bytes;
		if (message.flags & MSG_EOR) {
			end(outcome, &message, got[message.call]);
			live[message.call] = 0, in_flight--;
		}
	}
	close(fd);
	free(data);
	free(room);
	return NULL;
}

int call(int argc, char **argv)
{
	struct outcome outcomes[64] = { 0 }, all = { 0 };
	pthread_t threads[64];
	int word;
	while ((word = getopt(argc, argv, "a:p:s:k:l:t:n:c:xL")) != -1) {
		if (word == 'a') option.host = optarg;
		else if (word == 'p') option.port = atoi(optarg);
		else if (word == 's') option.service = atoi(optarg);
		else if (word == 'k') option.key = optarg;
		else if (word == 'l') option.level = atoi(optarg);
		else if (word == 't') option.sockets = atoi(optarg);
		else if (word == 'n') option.calls = atoi(optarg);
		else if (word == 'c') option.in_flight = atoi(optarg);
		else if (word == 'x') option.exclusive = 1;
		else if (word == 'L') option.announce = 1;
		else return 64;
	}
	const char *operation = argv[optind];
	if (!operation || option.sockets > 64 || option.in_flight > MOST_IN_FLIGHT ||
	    !prepare(operation, argv[optind + 1], argv[optind + 1] ? argv[optind + 2] : NULL))
		return 64;
	double began = now();
	for (int i = 0; i < option.sockets; i++)
		pthread_create(&threads[i], NULL, on_one_socket, &outcomes[i]);
	for (int i = 0; i < option.sockets; i++) {
		pthread_join(threads[i], NULL);
		all.calls += outcomes[i].calls;
		all.fails += outcomes[i].fails;
		if (outcomes[i].last)
			all.last = outcomes[i].last;
		if (outcomes[i].limit)
			all.limit = outcomes[i].limit;
	}
	double took = now() - began;
	if (all.limit)
		printf("limit %d\n", all.limit);
	printf("%s: calls %u fails %u err %d secs %.3f\n", operation, all.calls, all.fails, all.last, took);
	return all.fails || !all.calls ? 2 : 0;
}
