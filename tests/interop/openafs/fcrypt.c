/* How fast OpenAFS's own fcrypt is, for `cargo xtask bench rxkad-cipher`: prints the millions of bytes a second that it
 * encrypts and decrypts in packets of 1416 bytes: each for so many milliseconds as the argument says, of which the fastest
 * 64 packets count.
 *
 *     gcc -O2 -DAFS_PTHREAD_ENV -D_REENTRANT -o fcrypt fcrypt.c -l:libafsrpc.a -l:libhcrypto.so.5 -l:libroken.so.19 -lpthread
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <afs/param.h>
#include <afs/stds.h>
#include <rx/rx.h>
#include <rx/rxkad.h>
#include <rx/rxkad_prototypes.h>

enum { PACKET = 1416 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    static char plain[PACKET], sealed[PACKET];
    struct ktc_encryptionKey key;
    fc_KeySchedule schedule;
    double seconds = argc > 1 ? atoi(argv[1]) / 1e3 : 0.3;
    memcpy(&key, "\x4a\xc8\xa7\x37\x9d\x75\xb6\x37", 8);
    /* What counts bytes looks for its lock. */
    rxkad_Init();
    if (fc_keysched(&key, schedule) != 0)
        return 1;
    for (int encrypt = 1; encrypt >= 0; encrypt--) {
        double began = now(), fastest = 1e9;
        while (now() - began < seconds) {
            double from = now();
            for (int i = 0; i < 64; i++) {
                afs_uint32 vector[2];
                memcpy(vector, &key, 8);
                fc_cbc_encrypt(plain, sealed, PACKET, schedule, vector, encrypt);
            }
            if (now() - from < fastest)
                fastest = now() - from;
        }
        printf("%.1f\n", 64 * PACKET / 1e6 / fastest);
    }
    return 0;
}
