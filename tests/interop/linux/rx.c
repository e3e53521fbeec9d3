/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * AF_RXRPC sockets, their messages and keys. Knows no protocol above.
 */
#define _GNU_SOURCE
#include "rx.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The key ring of the process, by its special number (keyrings(7)). */
#define PROCESS_RING (-2)

double now(void)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	return at.tv_sec + at.tv_nsec * 1e-9;
}

uint8_t pattern_byte(uint64_t at)
{
	return (uint8_t)(at ^ at >> 8 ^ at >> 16);
}

void pattern(uint8_t *to, size_t length, uint64_t from)
{
	for (size_t i = 0; i < length; i++)
		to[i] = pattern_byte(from + i);
}

int rx_address(struct sockaddr_rxrpc *to, const char *host, int v6, int port, int service)
{
	memset(to, 0, sizeof *to);
	to->srx_family = FAMILY_RXRPC;
	to->srx_service = service;
	to->transport_type = SOCK_DGRAM;
	if (v6 || (host && strchr(host, ':'))) {
		to->transport_len = sizeof to->transport.sin6;
		to->transport.sin6.sin6_family = AF_INET6;
		to->transport.sin6.sin6_port = htons(port);
		return host ? inet_pton(AF_INET6, host, &to->transport.sin6.sin6_addr) == 1 : 1;
	}
	to->transport_len = sizeof to->transport.sin;
	to->transport.sin.sin_family = AF_INET;
	to->transport.sin.sin_port = htons(port);
	return host ? inet_pton(AF_INET, host, &to->transport.sin.sin_addr) == 1 : 1;
}

int rx_socket(int v6)
{
	return socket(FAMILY_RXRPC, SOCK_DGRAM, v6 ? PF_INET6 : PF_INET);
}

void rx_control(struct control *control, int level, int type, const void *value, size_t length)
{
	struct cmsghdr *head = (void *)(control->bytes + control->used);
	head->cmsg_level = level;
	head->cmsg_type = type;
	head->cmsg_len = CMSG_LEN(length);
	if (length)
		memcpy(CMSG_DATA(head), value, length);
	control->used += CMSG_SPACE(length);
}

ssize_t rx_send(int fd, const struct control *control, const void *data, size_t length, int flags,
		const struct sockaddr_rxrpc *to)
{
	struct iovec piece = { (void *)data, length };
	struct msghdr message = {
		.msg_name = (void *)to, .msg_namelen = to ? sizeof *to : 0, .msg_iov = &piece, .msg_iovlen = 1,
		.msg_control = (void *)control->bytes, .msg_controllen = control->used,
	};
	return sendmsg(fd, &message, flags);
}

int rx_send_all(int fd, unsigned long call, const void *data, size_t length, int more)
{
	const uint8_t *rest = data;
	struct control control = { .used = 0 };
	rx_control(&control, LEVEL_RXRPC, CONTROL_CALL, &call, sizeof call);
	do {
		ssize_t taken = rx_send(fd, &control, rest, length, more ? MSG_MORE : 0, NULL);
		if (taken < 0) {
			if (errno == EINTR)
				continue;
			return errno;
		}
		rest += taken;
		length -= taken;
	} while (length > 0);
	return 0;
}

ssize_t rx_command(int fd, unsigned long call, int type, const uint32_t *value)
{
	struct control control = { .used = 0 };
	rx_control(&control, LEVEL_RXRPC, CONTROL_CALL, &call, sizeof call);
	rx_control(&control, LEVEL_RXRPC, type, value, value ? sizeof *value : 0);
	return rx_send(fd, &control, NULL, 0, 0, NULL);
}

int rx_receive(int fd, void *room, size_t length, int flags, struct received *received)
{
	_Alignas(size_t) char control[256];
	struct sockaddr_rxrpc from = { 0 };
	struct iovec piece = { room, length };
	struct msghdr message = {
		.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &piece, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof control,
	};
	memset(received, 0, sizeof *received);
	received->bytes = recvmsg(fd, &message, flags);
	if (received->bytes < 0)
		return errno;
	received->flags = message.msg_flags;
	received->service = from.srx_service;
	for (struct cmsghdr *head = CMSG_FIRSTHDR(&message); head; head = CMSG_NXTHDR(&message, head)) {
		if (head->cmsg_level != LEVEL_RXRPC)
			continue;
		if (head->cmsg_type == CONTROL_CALL) {
			memcpy(&received->call, CMSG_DATA(head), sizeof received->call);
			received->has_call = 1;
		} else {
			received->kind = head->cmsg_type;
			if (head->cmsg_len >= CMSG_LEN(4))
				memcpy(&received->value, CMSG_DATA(head), 4);
		}
	}
	return 0;
}

long rx_add_key(const char *type, const char *name, const void *payload, size_t length, long ring)
{
	return syscall(SYS_add_key, type, name, payload, length, ring ? ring : PROCESS_RING);
}

static int from_hex(const char *text, uint8_t *to, int room)
{
	int length = 0;
	unsigned value;
	for (; *text && length < room; text += 2, length++) {
		if (sscanf(text, "%2x", &value) != 1)
			return -1;
		to[length] = value;
	}
	return length;
}

int rx_client_key(int fd, const char *payload, int level)
{
	static int made;
	uint8_t bytes[4096];
	char name[40];
	unsigned wanted = level;
	int length = from_hex(payload, bytes, sizeof bytes);
	snprintf(name, sizeof name, "afs@guest%d.%d", getpid(), __atomic_fetch_add(&made, 1, __ATOMIC_RELAXED));
	if (length < 0 || rx_add_key("rxrpc", name, bytes, length, 0) < 0 ||
	    setsockopt(fd, LEVEL_RXRPC, OPTION_KEY, name, strlen(name)) < 0)
		return -1;
	return level < 0 ? 0 : setsockopt(fd, LEVEL_RXRPC, OPTION_LEVEL, &wanted, sizeof wanted);
}

int rx_service_key(int fd, int service, const char *key)
{
	uint8_t bytes[8];
	char ring_name[40], name[40];
	snprintf(ring_name, sizeof ring_name, "guest-keys-%d", getpid());
	long ring = rx_add_key("keyring", ring_name, NULL, 0, 0);
	snprintf(name, sizeof name, "%d:2", service);
	if (ring < 0 || from_hex(key, bytes, 8) != 8 || rx_add_key("rxrpc_s", name, bytes, 8, ring) < 0)
		return -1;
	return setsockopt(fd, LEVEL_RXRPC, OPTION_KEYRING, ring_name, strlen(ring_name));
}
