/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * rxguest: the programs of a guest whose kernel is the peer of a run, in one file because a guest has no more than what is put
 * into its first file system. Own code, written from what is public of the interface.
 *
 *     gcc -O2 -Wall -Wextra -static -pthread -o rxguest *.c
 *
 * rxguest server [-p PORT] [-s SERVICE] [-k RXKADKEY] [-w MS] [-R] [-6]
 *     prints "ready" when it answers; -w: it has no place for any call so long;
 *     -R: rxperf's protocol instead of that of tests/src/peer_service.rs
 * rxguest client [-a HOST] [-p PORT] [-s SERVICE] [-k KEYPAYLOAD] [-l LEVEL] [-t SOCKETS] [-n CALLS] [-c INFLIGHT] [-x] [-L] OP ...
 *     -n and -c of each socket; -x exclusive calls; -L the length of the request is announced
 *     OP: rxperf-send LEN, rxperf-recv LEN, rxperf-rpc S R, echo LEN, send LEN, recv LEN, rpc S R, sleep MS, abort CODE, partabort LEN CODE, op N, cancel CODE, timeout SECONDS
 * rxguest agent PORT
 *     runs what the host asks for on a serial port
 * rxguest contract FILE STEP 6.1|7.3
 *     one step of tests/contract/steps.txt; prints what each action answers
 */
#include "rx.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "server"))
		return serve(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "client"))
		return call(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "contract"))
		return contract(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "agent"))
		return agent(argc - 1, argv + 1);
	fprintf(stderr, "rxguest agent|server|client|contract ...\n");
	return 64;
}
