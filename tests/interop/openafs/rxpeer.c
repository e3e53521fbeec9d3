/* SPDX-License-Identifier: MIT OR Apache-2.0
 *
 * rxpeer: the C peer of rxrpc's interoperability runs. A small Rx server and client on OpenAFS's own Rx library (Debian's
 * libopenafs-dev), for any port and any service id, so that rxrpc's two roles each meet the original implementation.
 * `cargo xtask interop openafs` builds and runs it; the same request protocol is spoken by the Rust service in
 * tests/src/peer_service.rs. Nothing of OpenAFS is copied here: the program only calls its public library.
 *
 * By hand (the static archive; the shared library exports too little):
 *     gcc -O2 -Wall -DAFS_PTHREAD_ENV -D_REENTRANT -o rxpeer rxpeer.c -l:libafsrpc.a -l:libhcrypto.so.5 -l:libroken.so.19 -lpthread
 *
 * rxpeer server [-p PORT] [-b BINDADDR] [-s SERVICE] [common] [-m MINLEVEL] [-P MINPROCS] [-Q MAXPROCS]
 * rxpeer rxperf-server   the same options; serves rxperf's protocol instead, on port 7009 if not told otherwise
 * rxpeer client [-a HOST] [-p PORT] [-s SERVICE] [common] [-l none|0|1|2] [-u USER] [-x SESSIONKEYHEX]
 *               [-t THREADS] [-n CALLS_PER_THREAD] [-c CONNS] [-D DEADTIME]  OP [ARGS]
 * common: -k KVNO:HEX16 (DES service key -> rxkad v4 ticket)   -K KVNO:ENCTYPE:HEXKEY (krb5 service key -> rxkad krb5 ticket)
 *         -T KVNO:ENCTYPE:SESSIONKEYHEX:TICKETHEX (client: a ticket of a KDC; its session key goes through OpenAFS's own derivation)
 *         -W packets (max send+recv window)  -M maxmtu  -j (no jumbograms)  -U udpbuf bytes  -H (hot thread)  -N (no stats)
 *         -E compare what is read with the pattern, byte by byte
 *         -L permille of incoming AND outgoing packets to drop  -B i/o buffer bytes   -S print rx stats at the end
 *
 * A server prints one line that ends in "ready" when it answers. A client prints one line
 *     OP: calls N fails F err LAST_ERROR secs ...
 * and ends with 0 when no call failed.
 *
 * Request (all integers big-endian u32, u64 = hi,lo): op, args..., data
 *   1 ECHO   len, data[len]             -> data[len]                      echo LEN
 *   2 SINK   u64 len, data[len]         -> u64 len, u32 sum               send LEN      (sum = sum of all bytes mod 2^32)
 *   3 SOURCE u64 len                    -> data[len], u32 sum             recv LEN
 *   4 RPC    S, R, data[S]              -> data[R]                        rpc S R
 *   5 SLEEP  ms                         -> ms                             sleep MS
 *   6 ABORT  code                       -> handler returns code: ABORT    abort CODE
 *   7 WHOAMI                            -> text (to end of call)          whoami
 *   8 TRICKLE chunk, count, ms          -> count*chunk bytes, paused      trickle CHUNK COUNT MS (full packets go out as they fill)
 *   9 SLOWSINK u64 len, chunk, ms, data -> u64 len, u32 sum               slowsend LEN CHUNK MS
 *  10 HALFREAD len, anything            -> reads no further, answers len  early LEN [EXTRA]   (reply begins before the request is read)
 *  11 PARTABORT len, code               -> data[len], then handler returns code           partabort LEN CODE
 *   (2)                                 -> client pauses MS half way      stall LEN MS
 *   (5,1)                               -> client interrupts a SLEEP call after MS/4 and calls again on the same
 *                                          channel while the server still runs the first: BUSY packets   busy MS
 *  other                                -> RXGEN_OPCODE (-455)            op N
 * data bytes: b[i] = (i ^ i>>8 ^ i>>16) & 0xff
 *
 * For a server of rxperf (the benchmark service of OpenAFS and Linux; all u32): version 3, command, read size, write size, then
 *   0 SEND   len, data[len]             -> cookie                         rxperf-send LEN
 *   1 RECV   len                        -> data[len], cookie              rxperf-recv LEN
 *   3 RPC    S, R, data[S]              -> data[R], cookie                rxperf-rpc S R
 *   4 FILE   n, n words, data           -> data                           rxperf-file WORD...  (4*word bytes move for each word, the
 *                                          server begins by reading, a word 0 turns the direction round; no cookie)
 * Both ends want exactly these bytes and then the end of the request or reply; -B is the read and write size that a client asks for.
 *
 *   any words, as they are              -> ABORT with CODE                raw CODE WORD...
 *
 * abort, partabort, op and raw count a call as passed only when it ended with the very code that was asked for (op: -455).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <stdint.h>
#include <unistd.h>
#include <errno.h>
#include <signal.h>
#include <time.h>
#include <pthread.h>
#include <sys/types.h>
#include <sys/time.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/resource.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <afs/param.h>
#include <afs/stds.h>
#include <rx/rx.h>
#include <rx/rx_null.h>
#include <rx/rxkad.h>
#include <rx/rx_globals.h>
extern int (*rx_justReceived)(struct rx_packet *, struct sockaddr_in *);
extern int (*rx_almostSent)(struct rx_packet *, struct sockaddr_in *);
extern int tkt_DeriveDesKey(int enctype, void *key, size_t len, struct ktc_encryptionKey *derived);

static int port, service = 147, window, maxmtu, nojumbo, udpbuf, hot, nostats, loss, showstats, exact;
static int minlevel, level = -1, minprocs = 2, maxprocs = 32, threads = 1, calls = 1, conns = 0, deadtime;
static uint32_t bufsz = 512 * 1024;
static const char *bindaddr, *host = "127.0.0.1", *user = "afs";
static struct { int have, kvno, enctype; unsigned char key[64]; size_t len; } des, k5;
static struct ktc_encryptionKey session; static int have_session;
static struct { int have, kvno; size_t len; unsigned char bytes[MAXKRB5TICKETLEN]; } given;
static unsigned char pattern[16777216];             /* period of the pattern is 2^24 */

static uint32_t parsehex(const char *s, unsigned char *out, size_t max) {
    size_t n = 0; unsigned v;
    while (s[0] && s[1] && n < max && sscanf(s, "%2x", &v) == 1) { out[n++] = v; s += 2; }
    return n;
}
static uint64_t num(const char *s) { char *e; uint64_t v = strtoull(s, &e, 0); if (*e == 'k') v <<= 10; if (*e == 'm') v <<= 20; if (*e == 'g') v <<= 30; return v; }
static int wr32(struct rx_call *c, uint32_t v) { v = htonl(v); return rx_Write(c, (char *)&v, 4) == 4; }
static int rd32(struct rx_call *c, uint32_t *v) { if (rx_Read(c, (char *)v, 4) != 4) return 0; *v = ntohl(*v); return 1; }
static int wr64(struct rx_call *c, uint64_t v) { return wr32(c, v >> 32) && wr32(c, (uint32_t)v); }
static int rd64(struct rx_call *c, uint64_t *v) { uint32_t h, l; if (!rd32(c, &h) || !rd32(c, &l)) return 0; *v = (uint64_t)h << 32 | l; return 1; }
static uint32_t sum(const unsigned char *p, size_t n) { uint32_t s = 0; for (size_t i = 0; i < n; i++) s += p[i]; return s; }

static uint32_t sumof(uint64_t len) { uint32_t s = 0; for (uint64_t i = 0; i < len; i++) s += pattern[i & 0xffffff]; return s; }

static int put(struct rx_call *c, uint64_t len, uint32_t chunk, int ms, uint32_t *s) {
    uint64_t off = 0;
    while (off < len) {
        size_t o = off & 0xffffff, n = sizeof pattern - o;
        if (n > chunk) n = chunk;
        if (n > len - off) n = len - off;
        if (s) *s += sum(pattern + o, n);
        if (rx_Write(c, (char *)pattern + o, n) != (int)n) return 0;
        off += n;
        if (ms && off < len) usleep(ms * 1000);     /* no flush: rx_FlushWrite would end the sending phase */
    }
    return 1;
}
static int get(struct rx_call *c, uint64_t len, uint32_t chunk, int ms, uint32_t *s, char *buf) {
    uint64_t off = 0;
    while (off < len) {
        size_t n = chunk;
        if (n > len - off) n = len - off;
        if (exact && n > sizeof pattern - (off & 0xffffff)) n = sizeof pattern - (off & 0xffffff);
        if (rx_Read(c, buf, n) != (int)n) return 0;
        if (exact && memcmp(buf, pattern + (off & 0xffffff), n)) return 0;
        if (s) *s += sum((unsigned char *)buf, n);
        off += n;
        if (ms) usleep(ms * 1000);
    }
    return 1;
}

/* ---------------- server ---------------- */
static __thread char *tbuf;
static afs_int32 serve(struct rx_call *c) {
    uint32_t op, a, b, m, s = 0; uint64_t len;
    struct rx_connection *conn = rx_ConnectionOf(c);
    if (!tbuf) tbuf = malloc(bufsz);
    if (!rd32(c, &op)) return -1;
    switch (op) {
    case 1:
        if (!rd32(c, &a)) return -1;
        else {                                   /* an Rx call is half duplex: read it all, then write */
            if (a > 256u << 20) return -2;
            char *e = malloc(a + 1);
            int ok = e && rx_Read(c, e, a) == (int)a && rx_Write(c, e, a) == (int)a;
            free(e);
            return ok ? 0 : -1;
        }
    case 2: return rd64(c, &len) && get(c, len, bufsz, 0, &s, tbuf) && wr64(c, len) && wr32(c, s) ? 0 : -1;
    case 3: return rd64(c, &len) && put(c, len, bufsz, 0, &s) && wr32(c, s) ? 0 : -1;
    case 4: return rd32(c, &a) && rd32(c, &b) && get(c, a, bufsz, 0, 0, tbuf) && put(c, b, bufsz, 0, 0) ? 0 : -1;
    case 5: if (!rd32(c, &a)) return -1; usleep((useconds_t)a * 1000); return wr32(c, a) ? 0 : -1;
    case 6: if (!rd32(c, &a)) return -1; return (afs_int32)a;
    case 7: {
        char name[MAXKTCNAMELEN] = "", inst[MAXKTCNAMELEN] = "", cell[MAXKTCREALMLEN] = "", out[600];
        rxkad_level l = -1; afs_uint32 exp = 0; afs_int32 kvno = -1;
        int si = rx_SecurityClassOf(conn), code = si == 2 ? rxkad_GetServerInfo(conn, &l, &exp, name, inst, cell, &kvno) : 0;
        struct in_addr ia = { rx_HostOf(rx_PeerOf(conn)) };
        int n = snprintf(out, sizeof out, "peer=%s:%d service=%d secindex=%d epoch=%08x cid=%08x code=%d level=%d name=%s inst=%s cell=%s kvno=%d exp=%u",
                         inet_ntoa(ia), ntohs(rx_PortOf(rx_PeerOf(conn))), rx_ServiceIdOf(conn), si, rx_GetConnectionEpoch(conn),
                         rx_GetConnectionId(conn), code, l, name, inst, cell, kvno, exp);
        return rx_Write(c, out, n) == n ? 0 : -1;
    }
    case 8: return rd32(c, &a) && rd32(c, &b) && rd32(c, &m) && put(c, (uint64_t)a * b, a, m, 0) ? 0 : -1;
    case 9: return rd64(c, &len) && rd32(c, &a) && rd32(c, &m) && a && get(c, len, a < bufsz ? a : bufsz, m, &s, tbuf) && wr64(c, len) && wr32(c, s) ? 0 : -1;
    case 10: return rd32(c, &a) && put(c, a, bufsz, 0, 0) ? 0 : -1;
    case 11: return rd32(c, &a) && rd32(c, &b) && put(c, a, bufsz, 0, 0) ? (afs_int32)b : -1;
    default: return -455;                       /* RXGEN_OPCODE */
    }
}

/* ---------------- rxperf ---------------- */
enum { RXPERF_PORT = 7009, RXPERF_VERSION = 3, RXPERF_SEND = 0, RXPERF_RECV = 1, RXPERF_RPC = 3, RXPERF_FILE = 4, RXPERF_COOKIE = 0x4711, RXPERF_MAX_WORDS = 65536 };
enum { SS_UNMARSHAL = -453, OPCODE = -455 };        /* the codes of rxgen-made services */

static int ended(struct rx_call *c) { char more; return rx_Read(c, &more, 1) == 0 && !rx_Error(c); }
/* One more word of a FILE list: what moves each way. 0 if the server would have to read after it has sent, which no Rx call can do. */
static int fileword(uint32_t word, int *receiving, uint64_t *in, uint64_t *out) {
    if (!word) *receiving = !*receiving;
    else if (!*receiving) *out += 4ull * word;
    else if (*out) return 0;
    else *in += 4ull * word;
    return 1;
}
static afs_int32 rxperf_serve(struct rx_call *c) {
    uint32_t version, command, rsize, wsize, a = 0, b = 0; uint64_t in = 0, out = 0; int receiving = 1;
    if (!tbuf) tbuf = malloc(bufsz);
    if (!rd32(c, &version) || version != RXPERF_VERSION || !rd32(c, &command) || !rd32(c, &rsize) || !rd32(c, &wsize) || !rd32(c, &a)) return SS_UNMARSHAL;
    if (!rsize || rsize > bufsz) rsize = bufsz;
    if (!wsize || wsize > bufsz) wsize = bufsz;
    switch (command) {
    case RXPERF_SEND: in = a; break;
    case RXPERF_RECV: out = a; break;
    case RXPERF_RPC: if (!rd32(c, &b)) return SS_UNMARSHAL; in = a; out = b; break;
    case RXPERF_FILE:
        if (a > RXPERF_MAX_WORDS) return SS_UNMARSHAL;
        while (a--) if (!rd32(c, &b) || !fileword(b, &receiving, &in, &out)) return SS_UNMARSHAL;
        break;
    default: return OPCODE;
    }
    if (!get(c, in, rsize, 0, 0, tbuf) || !ended(c)) return SS_UNMARSHAL;
    return put(c, out, wsize, 0, 0) && (command == RXPERF_FILE || wr32(c, RXPERF_COOKIE)) ? 0 : -1;
}
/* The client's half; moved counts both ways. */
static int rxperf_call(struct rx_call *c, int ac, char **av, char *buf, uint64_t *moved) {
    const char *names[] = { [RXPERF_SEND] = "rxperf-send", [RXPERF_RECV] = "rxperf-recv", [RXPERF_RPC] = "rxperf-rpc", [RXPERF_FILE] = "rxperf-file" };
    uint32_t command = 0, v; uint64_t in = 0, out = 0; int receiving = 1, ok;
    while (command <= RXPERF_FILE && (!names[command] || strcmp(names[command], av[0]))) command++;
    if (command > RXPERF_FILE || (command != RXPERF_FILE && ac != (command == RXPERF_RPC ? 3 : 2))) { fprintf(stderr, "unknown rxperf op or wrong arguments\n"); exit(2); }
    ok = wr32(c, RXPERF_VERSION) && wr32(c, command) && wr32(c, bufsz) && wr32(c, bufsz);
    if (command == RXPERF_FILE) ok = ok && wr32(c, ac - 1);
    for (int i = 1; i < ac; i++) {
        ok = ok && wr32(c, v = num(av[i]));
        if (command == RXPERF_FILE) ok = ok && fileword(v, &receiving, &in, &out);
        else if (command == RXPERF_RECV || i == 2) out = v;
        else in = v;
    }
    *moved = in + out;
    ok = ok && put(c, in, bufsz, 0, 0) && get(c, out, bufsz, 0, 0, buf);
    if (command != RXPERF_FILE) ok = ok && rd32(c, &v) && v == RXPERF_COOKIE;
    return ok && ended(c);
}

static int getkey(void *r, int kvno, struct ktc_encryptionKey *out) {
    if (!des.have || kvno != des.kvno) return RXKADUNKNOWNKEY;
    memcpy(out, des.key, 8); return 0;
}
static int getkey5(void *r, int kvno, int enctype, void *out, size_t *len) {
    if (!k5.have || kvno != k5.kvno || enctype != k5.enctype) return RXKADUNKNOWNKEY;
    if (*len < k5.len) return RXKADBADKEY;
    memcpy(out, k5.key, k5.len); *len = k5.len; return 0;
}

/* ---------------- client ---------------- */
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
struct work { struct rx_connection *conn; char **av; int ac; double *lat; int fails; uint64_t bytes; int32_t lasterr; };
static void *interrupter(void *p) { void **v = p; usleep((useconds_t)(uintptr_t)v[1]); rx_InterruptCall(v[0], RX_CALL_TIMEOUT); return 0; }
static int one(struct work *w, char *buf) {
    const char *op = w->av[0]; uint32_t v, s = 0, ws = 0; uint64_t n = 0, r; int ok = 0;
    int32_t wanted = 0;                         /* the code that the call must end with */
    uint64_t a1 = w->ac > 1 ? num(w->av[1]) : 0, a2 = w->ac > 2 ? num(w->av[2]) : 0, a3 = w->ac > 3 ? num(w->av[3]) : 0;
    struct rx_call *c = rx_NewCall(w->conn);
    if (!c) return -1;
    if (!strcmp(op, "echo")) { char *b2 = malloc(a1 + 1); ok = wr32(c, 1) && wr32(c, a1) && put(c, a1, bufsz, 0, &ws) && get(c, a1, a1, 0, &s, b2) && s == ws; free(b2); n = 2 * a1; }
    else if (!strcmp(op, "send")) { ok = wr32(c, 2) && wr64(c, a1) && put(c, a1, bufsz, 0, 0) && rd64(c, &r) && rd32(c, &v) && r == a1; n = a1; }
    else if (!strcmp(op, "recv")) { ok = wr32(c, 3) && wr64(c, a1) && get(c, a1, bufsz, 0, &s, buf) && rd32(c, &v) && v == s; n = a1; }
    else if (!strcmp(op, "rpc")) { ok = wr32(c, 4) && wr32(c, a1) && wr32(c, a2) && put(c, a1, bufsz, 0, 0) && get(c, a2, bufsz, 0, 0, buf); n = a1 + a2; }
    else if (!strcmp(op, "sleep")) ok = wr32(c, 5) && wr32(c, a1) && rd32(c, &v) && v == a1;
    else if (!strcmp(op, "abort")) { wanted = w->ac > 1 ? strtol(w->av[1], 0, 0) : 0; ok = wr32(c, 6) && wr32(c, (uint32_t)wanted) && !rd32(c, &v); }
    else if (!strcmp(op, "whoami")) { int k; ok = wr32(c, 7); k = rx_Read(c, buf, 599); buf[k < 0 ? 0 : k] = 0; ok = ok && k > 0; if (ok) puts(buf); }
    else if (!strcmp(op, "trickle")) { n = a1 * a2; ok = wr32(c, 8) && wr32(c, a1) && wr32(c, a2) && wr32(c, a3) && get(c, n, bufsz, 0, 0, buf); }
    else if (!strcmp(op, "slowsend")) { n = a1; ok = wr32(c, 9) && wr64(c, a1) && wr32(c, a2) && wr32(c, a3) && put(c, a1, bufsz, 0, &ws) && rd64(c, &r) && rd32(c, &v) && v == ws; }
    else if (!strcmp(op, "early")) { n = a1; ok = wr32(c, 10) && wr32(c, a1) && put(c, a2, bufsz, 0, 0) && get(c, a1, bufsz, 0, &s, buf) && s == sumof(a1); }
    else if (!strcmp(op, "partabort")) {
        wanted = w->ac > 2 ? strtol(w->av[2], 0, 0) : 0;
        ok = wr32(c, 11) && wr32(c, a1) && wr32(c, (uint32_t)wanted);
        while (ok) { int k = rx_Read(c, buf, 1000); if (k <= 0) break; ok = !memcmp(buf, pattern + n, k); n += k; }
    }
    else if (!strcmp(op, "stall")) { n = a1; ok = wr32(c, 2) && wr64(c, a1) && put(c, a1 / 2, bufsz, 0, &ws); usleep(a2 * 1000);
        ok = ok && rx_Write(c, (char *)pattern, a1 - a1 / 2) == (int)(a1 - a1 / 2) && rd64(c, &r) && rd32(c, &v); }
    else if (!strcmp(op, "busy")) {
        struct rx_call *o[3];                   /* fill channels 1..3, so that the next call must take channel 0 */
        pthread_t t; void *av2[2] = { c, (void *)(uintptr_t)(a1 * 250) };
        for (int i = 0; i < 3; i++) { o[i] = rx_NewCall(w->conn); wr32(o[i], 5); wr32(o[i], a1); rx_FlushWrite(o[i]); }
        pthread_create(&t, 0, interrupter, av2);
        ok = wr32(c, 5) && wr32(c, a1) && rd32(c, &v);
        pthread_join(t, 0); rx_EndCall(c, 0);
        c = rx_NewCall(w->conn);
        ok = wr32(c, 1) && wr32(c, 8) && put(c, 8, 8, 0, 0) && get(c, 8, 8, 0, 0, buf);
        for (int i = 0; i < 3; i++) { rd32(o[i], &v); rx_EndCall(o[i], 0); }
    }
    else if (!strncmp(op, "rxperf-", 7)) ok = rxperf_call(c, w->ac, w->av, buf, &n);
    else if (!strcmp(op, "raw")) { ok = w->ac > 1; wanted = ok ? strtol(w->av[1], 0, 0) : 0; for (int i = 2; i < w->ac; i++) ok = ok && wr32(c, num(w->av[i])); ok = ok && !rd32(c, &v); }
    else if (!strcmp(op, "op")) { wanted = -455; ok = wr32(c, a1) && !rd32(c, &v); }
    else { fprintf(stderr, "unknown op %s\n", op); exit(2); }
    w->lasterr = rx_EndCall(c, 0);
    if (ok) w->bytes += n;
    return ok && w->lasterr == wanted ? 0 : w->lasterr ? w->lasterr : -2;
}
static void *runner(void *p) {
    struct work *w = p; char *buf = malloc(bufsz + 600);
    for (int i = 0; i < calls; i++) { double t = now(); if (one(w, buf)) w->fails++; w->lat[i] = now() - t; }
    free(buf); return 0;
}
static int cmpd(const void *a, const void *b) { double x = *(double *)a, y = *(double *)b; return x < y ? -1 : x > y; }
/* KVNO:ENCTYPE:SESSIONKEYHEX:TICKETHEX */
static void takeTicket(const char *s) {
    unsigned char key[64]; int enctype, at = 0, code; size_t len; const char *ticket = strrchr(s, ':');
    if (sscanf(s, "%d:%d:%n", &given.kvno, &enctype, &at) != 2 || !at) exit(2);
    len = parsehex(s + at, key, sizeof key);
    given.len = parsehex(ticket + 1, given.bytes, sizeof given.bytes);
    if ((code = tkt_DeriveDesKey(enctype, key, len, &session))) { fprintf(stderr, "deriving a session key: %d\n", code); exit(1); }
    given.have = have_session = 1;
}
static struct rx_securityClass *clientsec(int *idx) {
    if (level < 0) { *idx = 0; return rxnull_NewClientSecurityObject(); }
    if (given.have) { *idx = 2; return rxkad_NewClientSecurityObject(level, &session, given.kvno, given.len, (char *)given.bytes); }
    char tkt[2048]; int tl = sizeof tkt, kvno = des.kvno, code; *idx = 2;
    if (!have_session) {                        /* random DES key with odd parity */
        FILE *f = fopen("/dev/urandom", "r"); if (!f || fread(session.data, 8, 1, f) != 1) exit(1);
        fclose(f);
        for (int i = 0; i < 8; i++) { unsigned char b = session.data[i] & 0xfe; session.data[i] = b | !(__builtin_popcount(b) & 1); }
    }
    memset(tkt, 0, sizeof tkt);
    if (k5.have) { kvno = k5.kvno; code = tkt_MakeTicket5(tkt, &tl, k5.enctype, &kvno, k5.key, k5.len, (char *)user, "", strcmp(user, "afs") ? "rx.test" : "", 0, 0x7fffffff, &session, "afs", ""); }
    else if (des.have) code = tkt_MakeTicket(tkt, &tl, (void *)des.key, (char *)user, "", strcmp(user, "afs") ? "rx.test" : "", 0, 0xffffffff, &session, 0, "afs", "");
    else { fprintf(stderr, "-l needs -k, -K or -T\n"); exit(2); }
    if (code) { fprintf(stderr, "making a ticket: %d\n", code); exit(1); }
    if (showstats) { fprintf(stderr, "ticket kvno %d len %d session key ", kvno, tl); for (int i = 0; i < 8; i++) fprintf(stderr, "%02x", (unsigned char)session.data[i]); fputc('\n', stderr); }
    return rxkad_NewClientSecurityObject(level, &session, kvno, tl, tkt);
}
static int drop(struct rx_packet *p, struct sockaddr_in *a) { static __thread unsigned s; if (!s) s = (unsigned)(uintptr_t)&s ^ getpid(); return (rand_r(&s) % 1000) < (unsigned)loss; }
static void onterm(int s) { rx_Finalize(); _exit(0); }

int main(int ac, char **av) {
    if (ac < 2) { fprintf(stderr, "rxpeer server|rxperf-server|client ... (see the top of rxpeer.c)\n"); return 2; }
    int perf = !strcmp(av[1], "rxperf-server"), server = perf || !strcmp(av[1], "server"), ch;
    port = perf ? RXPERF_PORT : 17147;
    optind = 2;
    while ((ch = getopt(ac, av, "+p:b:s:k:K:T:W:M:jU:HNEL:B:Sm:P:Q:a:l:u:x:t:n:c:D:")) != -1) switch (ch) {
        case 'p': port = atoi(optarg); break;   case 'b': bindaddr = optarg; break;
        case 's': service = atoi(optarg); break; case 'W': window = atoi(optarg); break;
        case 'M': maxmtu = atoi(optarg); break; case 'j': nojumbo = 1; break;
        case 'U': udpbuf = atoi(optarg); break; case 'H': hot = 1; break;
        case 'E': exact = 1; break;
        case 'N': nostats = 1; break;           case 'L': loss = atoi(optarg); break;
        case 'B': bufsz = num(optarg); break;   case 'S': showstats = 1; break;
        case 'm': minlevel = atoi(optarg); break; case 'P': minprocs = atoi(optarg); break;
        case 'Q': maxprocs = atoi(optarg); break; case 'a': host = optarg; break;
        case 'l': level = strcmp(optarg, "none") ? atoi(optarg) : -1; break;
        case 'u': user = optarg; break;         case 't': threads = atoi(optarg); break;
        case 'n': calls = atoi(optarg); break;  case 'c': conns = atoi(optarg); break;
        case 'D': deadtime = atoi(optarg); break;
        case 'x': have_session = parsehex(optarg, (unsigned char *)session.data, 8) == 8; break;
        case 'k': des.have = 1; des.kvno = atoi(optarg); des.len = parsehex(strchr(optarg, ':') + 1, des.key, 8); break;
        case 'T': takeTicket(optarg); break;
        case 'K': { int o = 0; k5.have = 1; if (sscanf(optarg, "%d:%d:%n", &k5.kvno, &k5.enctype, &o) != 2) return 2; k5.len = parsehex(optarg + o, k5.key, 64); break; }
        default: return 2;
    }
    for (size_t i = 0; i < sizeof pattern; i++) pattern[i] = i ^ i >> 8 ^ i >> 16;
    signal(SIGPIPE, SIG_IGN);
    if (hot) rx_EnableHotThread();
    if (udpbuf) rx_SetUdpBufSize(udpbuf);
    if (nostats) rx_enable_stats = 0;
    if (loss) { rx_justReceived = drop; rx_almostSent = drop; }
    int code = rx_InitHost(server && bindaddr ? inet_addr(bindaddr) : htonl(INADDR_ANY), server ? htons(port) : 0);
    if (code) { fprintf(stderr, "rx_InitHost: %d\n", code); return 1; }
    if (nojumbo) rx_SetNoJumbo();
    if (maxmtu) rx_SetMaxMTU(maxmtu);
    if (window) { rx_SetMaxReceiveWindow(window); rx_SetMaxSendWindow(window); }
    if (server) {
        static struct rx_securityClass *sc[3];
        sc[0] = rxnull_NewServerSecurityObject();
        sc[2] = rxkad_NewKrb5ServerSecurityObject(minlevel, 0, getkey, getkey5, 0);
        struct rx_service *s = rx_NewService(0, service, "rxpeer", sc, 3, perf ? rxperf_serve : serve);
        if (!s) { fprintf(stderr, "rx_NewService failed\n"); return 1; }
        rx_SetMinProcs(s, minprocs); rx_SetMaxProcs(s, maxprocs);
        signal(SIGTERM, onterm); signal(SIGINT, onterm);
        printf("rxpeer %s: port %d service %d ready\n", av[1], port, service); fflush(stdout);
        rx_StartServer(1);
        return 0;
    }
    if (optind >= ac) { fprintf(stderr, "no op\n"); return 2; }
    int idx; struct rx_securityClass *sec = clientsec(&idx);
    if (!conns) conns = (threads + 3) / 4;      /* 4 calls per Rx connection */
    struct rx_connection **cv = calloc(conns, sizeof *cv);
    for (int i = 0; i < conns; i++) {
        cv[i] = rx_NewConnection(inet_addr(host), htons(port), service, sec, idx);
        if (!cv[i]) { fprintf(stderr, "rx_NewConnection failed\n"); return 1; }
        if (deadtime) rx_SetConnDeadTime(cv[i], deadtime);
    }
    struct work *w = calloc(threads, sizeof *w); pthread_t *th = calloc(threads, sizeof *th);
    double *lat = calloc((size_t)threads * calls, sizeof *lat);
    struct rusage u0, u1; getrusage(RUSAGE_SELF, &u0);
    double t0 = now();
    for (int i = 0; i < threads; i++) {
        w[i] = (struct work){ cv[i % conns], av + optind, ac - optind, lat + (size_t)i * calls, 0, 0, 0 };
        if (threads > 1) pthread_create(&th[i], 0, runner, &w[i]); else runner(&w[i]);
    }
    if (threads > 1) for (int i = 0; i < threads; i++) pthread_join(th[i], 0);
    double dt = now() - t0; getrusage(RUSAGE_SELF, &u1);
    uint64_t bytes = 0; int fails = 0, err = 0, total = threads * calls;
    for (int i = 0; i < threads; i++) { bytes += w[i].bytes; fails += w[i].fails; if (w[i].lasterr) err = w[i].lasterr; }
    qsort(lat, total, sizeof *lat, cmpd);
    double cpu = (u1.ru_utime.tv_sec - u0.ru_utime.tv_sec) + (u1.ru_stime.tv_sec - u0.ru_stime.tv_sec) + (u1.ru_utime.tv_usec - u0.ru_utime.tv_usec + u1.ru_stime.tv_usec - u0.ru_stime.tv_usec) * 1e-6;
    printf("%s: calls %d fails %d err %d secs %.3f  %.1f MB/s  %.0f calls/s  lat us p50 %.1f p99 %.1f max %.1f  cpu %.2f s\n", av[optind], total, fails, err, dt,
           bytes / dt / 1e6, total / dt, lat[total / 2] * 1e6, lat[(int)(total * .99)] * 1e6, lat[total - 1] * 1e6, cpu);
    if (showstats) { rx_PrintStats(stdout); rx_PrintPeerStats(stdout, rx_PeerOf(cv[0])); }
    fflush(stdout);
    rx_Finalize();
    return fails ? 1 : 0;
}
