/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * A service on the kernel's own socket that speaks the request protocol of tests/src/peer_service.rs. One thread receives for all
 * calls; a reply that may wait is sent by a thread of its own. A request is read whole before it is answered, since the kernel
 * takes no reply before: HALF_READ is answered late, and SLOW_SINK, which would be read slowly, is not known.
 */
#define _GNU_SOURCE
#include "rx.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ECHO = 1, SINK, SOURCE, RPC, SLEEP, ABORT, WHOAMI, TRICKLE, SLOW_SINK, HALF_READ, PART_ABORT };

#define UNKNOWN_OPERATION (-455)
#define BAD_REQUEST (-453)
#define MOST_CALLS 4096
#define LONGEST_REQUEST (17u << 20)
#define LONGEST_REPLY (1ull << 30)
#define LONGEST_PAUSE 60000
#define CHUNK 65536

/* A request as far as it has come. */
struct request {
	int charged, whole;
	uint8_t *bytes;
	size_t length, room;
};

/* What a thread does. */
struct job {
	unsigned long call;
	uint8_t *bytes;
	size_t length;
};

static struct request requests[MOST_CALLS];
static unsigned long free_ids[MOST_CALLS];
static int free_count, service_fd;
/* Rxperf's protocol is spoken instead. */
static int is_rxperf;

static uint32_t word(const uint8_t *from)
{
	uint32_t value;
	memcpy(&value, from, 4);
	return be32toh(value);
}

static void put_word(uint8_t *to, uint32_t value)
{
	value = htobe32(value);
	memcpy(to, &value, 4);
}

static void end_with(unsigned long call, int32_t code)
{
	uint32_t value = code;
	rx_command(service_fd, call, CONTROL_ABORT, &value);
}

/* Sends that much of the pattern, pausing after each chunk; the sum of its bytes comes back. */
static int send_pattern(unsigned long call, uint64_t length, size_t chunk, unsigned pause, int more, uint32_t *sum)
{
	uint8_t *buffer = malloc(chunk);
	int error = 0;
	*sum = 0;
	for (uint64_t at = 0; at < length && !error; at += chunk) {
		size_t now = length - at < chunk ? length - at : chunk;
		int last = at + now == length;
		pattern(buffer, now, at);
		for (size_t i = 0; i < now; i++)
			*sum += buffer[i];
		error = rx_send_all(service_fd, call, buffer, now, !last || more);
		if (!last && pause)
			usleep(pause * 1000);
	}
	free(buffer);
	return error || length || more ? error : rx_send_all(service_fd, call, "", 0, 0);
}

/* rxperf (version, command, two sizes that are hints, then lengths): the data of a reply, and a cookie. */
static void reply_rxperf(unsigned long call, const uint8_t *at, size_t rest)
{
	static const uint8_t cookie[4] = { 0, 0, 0x47, 0x11 };
	uint32_t sum, command = rest >= 20 ? word(at + 4) : ~0u, first = rest >= 20 ? word(at + 16) : 0;
	uint64_t wanted = 0;
	if (rest < 20 || word(at) != 3 || command == 2 || command > 3 || (command == 3 && rest < 24))
		return end_with(call, UNKNOWN_OPERATION);
	if (command == 1)
		wanted = first;
	else if (command == 3)
		wanted = word(at + 20);
	if (rest - (command == 3 ? 24 : 20) != (command == 1 ? 0 : first))
		return end_with(call, BAD_REQUEST);
	if (!send_pattern(call, wanted, CHUNK, 0, 1, &sum))
		rx_send_all(service_fd, call, cookie, 4, 0);
}

static void reply(const struct job *job)
{
	const uint8_t *at = job->bytes;
	size_t rest = job->length;
	uint32_t sum = 0, words[4] = { 0 };
	uint8_t out[12];
	unsigned long call = job->call;
	if (is_rxperf)
		return reply_rxperf(call, at, rest);
	for (int i = 0; i < 4 && rest >= 4u * (i + 1); i++)
		words[i] = word(at + 4 * i);
	uint64_t length = (uint64_t)words[1] << 32 | words[2];
	switch (words[0]) {
	case ECHO:
		if (rest < 8 || rest - 8 != words[1])
			return end_with(call, BAD_REQUEST);
		rx_send_all(service_fd, call, at + 8, words[1], 0);
		return;
	case SINK:
		if (rest < 12 || rest - 12 != length)
			return end_with(call, BAD_REQUEST);
		for (size_t i = 12; i < rest; i++)
			sum += at[i];
		memcpy(out, at + 4, 8);
		put_word(out + 8, sum);
		rx_send_all(service_fd, call, out, 12, 0);
		return;
	case SOURCE:
		if (rest != 12 || length > LONGEST_REPLY)
			return end_with(call, BAD_REQUEST);
		if (!send_pattern(call, length, CHUNK, 0, 1, &sum)) {
			put_word(out, sum);
			rx_send_all(service_fd, call, out, 4, 0);
		}
		return;
	case RPC:
		if (rest < 12 || rest - 12 != words[1])
			return end_with(call, BAD_REQUEST);
		send_pattern(call, words[2], CHUNK, 0, 0, &sum);
		return;
	case SLEEP:
		if (rest != 8 || words[1] > LONGEST_PAUSE)
			return end_with(call, BAD_REQUEST);
		usleep(words[1] * 1000);
		rx_send_all(service_fd, call, at + 4, 4, 0);
		return;
	case ABORT:
		return end_with(call, rest < 8 ? BAD_REQUEST : (int32_t)words[1]);
	case WHOAMI:
		rx_send_all(service_fd, call, "kernel peer service", 19, 0);
		return;
	case TRICKLE:
		if (rest != 16 || words[3] > LONGEST_PAUSE || words[1] > CHUNK)
			return end_with(call, BAD_REQUEST);
		send_pattern(call, (uint64_t)words[1] * words[2], words[1] ? words[1] : 1, words[3], 0, &sum);
		return;
	case HALF_READ:
		if (rest < 8)
			return end_with(call, BAD_REQUEST);
		send_pattern(call, words[1], CHUNK, 0, 0, &sum);
		return;
	case PART_ABORT:
		if (rest != 12)
			return end_with(call, BAD_REQUEST);
		if (!send_pattern(call, words[1], CHUNK, 0, 1, &sum))
			end_with(call, words[2]);
		return;
	default:
		end_with(call, UNKNOWN_OPERATION);
	}
}

static void *reply_in_thread(void *argument)
{
	struct job *job = argument;
	reply(job);
	free(job->bytes);
	free(job);
	return NULL;
}

static void begin_reply(unsigned long call)
{
	struct request *request = &requests[call];
	struct job *job = malloc(sizeof *job);
	pthread_t thread;
	*job = (struct job){ call, request->bytes, request->length };
	request->bytes = NULL;
	request->length = request->room = 0;
	/* Some thousands of small calls would need as many threads. */
	if (job->length >= 4 && !is_rxperf && word(job->bytes) != SLEEP && word(job->bytes) != TRICKLE && job->length < 4096 &&
	    word(job->bytes) != SOURCE && word(job->bytes) != PART_ABORT) {
		reply_in_thread(job);
	} else if (pthread_create(&thread, NULL, reply_in_thread, job) == 0) {
		pthread_detach(thread);
	} else {
		reply_in_thread(job);
	}
}

static void keep(struct request *request, const uint8_t *bytes, size_t length)
{
	if (request->length + length > request->room) {
		size_t room = request->room ? request->room : 4096;
		while (room < request->length + length)
			room *= 2;
		uint8_t *grown = realloc(request->bytes, room);
		if (!grown)
			return;
		request->bytes = grown;
		request->room = room;
	}
	memcpy(request->bytes + request->length, bytes, length);
	request->length += length;
}

static int charge(void)
{
	if (!free_count || rx_command(service_fd, free_ids[free_count - 1], CONTROL_CHARGE, NULL) < 0)
		return -1;
	requests[free_ids[--free_count]].charged = 1;
	return 0;
}

static void handle(const struct received *message, const uint8_t *bytes)
{
	if (!message->has_call || message->call >= MOST_CALLS)
		return;
	struct request *request = &requests[message->call];
	/* The first message of a call: its ID is no longer there for another one. */
	if (request->charged) {
		request->charged = 0;
		charge();
	}
	/* 6.1 may tell of the end of a request twice. */
	if (!message->kind && !request->whole) {
		if (request->length + message->bytes > LONGEST_REQUEST)
			return end_with(message->call, BAD_REQUEST);
		keep(request, bytes, message->bytes);
		if (!(message->flags & (MSG_MORE | MSG_EOR))) {
			request->whole = 1;
			begin_reply(message->call);
		}
	}
	if (message->flags & MSG_EOR) {
		free(request->bytes);
		memset(request, 0, sizeof *request);
		free_ids[free_count++] = message->call;
	}
}

/* As many calls may wait as the kernel allows, which is fewer than it could unless it is told so. */
static int listen_widely(void)
{
	int setting = open("/proc/sys/net/rxrpc/max_backlog", O_WRONLY);
	if (setting >= 0) {
		if (write(setting, "31\n", 3) < 0)
			perror("max_backlog");
		close(setting);
	}
	return listen(service_fd, 31) < 0 ? listen(service_fd, 10) : 0;
}

int serve(int argc, char **argv)
{
	struct sockaddr_rxrpc own;
	const char *key = NULL;
	int port = 7100, service = 147, v6 = 0, full = 0, option;
	while ((option = getopt(argc, argv, "p:s:k:w:R6")) != -1) {
		if (option == 'p') port = atoi(optarg);
		else if (option == 's') service = atoi(optarg);
		else if (option == 'k') key = optarg;
		else if (option == 'w') full = atoi(optarg);
		else if (option == 'R') is_rxperf = 1;
		else if (option == '6') v6 = 1;
		else return 64;
	}
	service_fd = rx_socket(v6);
	rx_address(&own, NULL, v6, port, service);
	if (service_fd < 0 || (key && rx_service_key(service_fd, service, key) < 0) ||
	    bind(service_fd, (void *)&own, sizeof own) < 0 || listen_widely() < 0) {
		perror("server");
		return 1;
	}
	for (unsigned long id = MOST_CALLS - 1; id >= 1; id--)
		free_ids[free_count++] = id;
	if (!full)
		while (charge() == 0)
			continue;
	printf("ready\n");
	fflush(stdout);
	usleep(full * 1000);
	while (full && charge() == 0)
		continue;
	uint8_t *room = malloc(1 << 18);
	for (;;) {
		struct received message;
		int error = rx_receive(service_fd, room, 1 << 18, 0, &message);
		if (!error)
			handle(&message, room);
		else if (error != EINTR && error != EAGAIN)
			usleep(1000);
	}
}
