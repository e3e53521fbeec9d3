/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * What the guest's programs share: AF_RXRPC sockets, their messages and keys, and the pattern of the request protocol.
 * The numbers are those of the system's interface (linux/rxrpc.h of Linux 7.3, AF_RXRPC contract section 2.3 and 2.4); an
 * older header lacks some of them.
 */
#ifndef RX_H
#define RX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <netinet/in.h>
#include <linux/rxrpc.h>

#define FAMILY_RXRPC 33
#define LEVEL_RXRPC 272

enum { OPTION_KEY = 1, OPTION_KEYRING, OPTION_EXCLUSIVE, OPTION_LEVEL, OPTION_UPGRADEABLE, OPTION_SUPPORTED,
       OPTION_MANAGE_RESPONSE };

enum { CONTROL_CALL = 1, CONTROL_ABORT, CONTROL_ACK, CONTROL_NET_ERROR = 5, CONTROL_BUSY, CONTROL_LOCAL_ERROR,
       CONTROL_NEW_CALL, CONTROL_ACCEPT, CONTROL_EXCLUSIVE, CONTROL_UPGRADE, CONTROL_LENGTH, CONTROL_TIMEOUT,
       CONTROL_CHARGE, CONTROL_RESPOND = 17 };

/* Control messages of a message to be sent, built up one by one. */
struct control {
	_Alignas(size_t) char bytes[512];
	size_t used;
};

/* A message that was received; `kind` is 0 for data, else the type of the control message that ends the call. */
struct received {
	unsigned long call;
	int has_call, kind, flags;
	int32_t value;
	uint16_t service;
	ssize_t bytes;
};

/* An address of a service; `host` may be of either family, NULL is any address of the family that `v6` says. */
int rx_address(struct sockaddr_rxrpc *to, const char *host, int v6, int port, int service);
int rx_socket(int v6);

void rx_control(struct control *control, int level, int type, const void *value, size_t length);
ssize_t rx_send(int fd, const struct control *control, const void *data, size_t length, int flags,
		const struct sockaddr_rxrpc *to);
/* Data of a call, all of it, however often that has to be said. 0, or the errno. */
int rx_send_all(int fd, unsigned long call, const void *data, size_t length, int more);
/* A command without a value, or with 32 bits of one. */
ssize_t rx_command(int fd, unsigned long call, int type, const uint32_t *value);
/* 0, or the errno. */
int rx_receive(int fd, void *room, size_t length, int flags, struct received *received);

/* Adds a key to the process's key ring; the serial number, or -1. Ring 0 is the process's own. */
long rx_add_key(const char *type, const char *name, const void *payload, size_t length, long ring);
/* Gives a client socket the key of this payload, in hexadecimal, and a level (below 0: none). */
int rx_client_key(int fd, const char *payload, int level);
/* Gives a service socket a ring with one rxkad key, in hexadecimal. */
int rx_service_key(int fd, int service, const char *key);

uint8_t pattern_byte(uint64_t at);
void pattern(uint8_t *to, size_t length, uint64_t from);
double now(void);

int serve(int argc, char **argv);
int call(int argc, char **argv);
int contract(int argc, char **argv);
int agent(int argc, char **argv);

#endif
