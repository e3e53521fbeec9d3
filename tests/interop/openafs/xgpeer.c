/*
 * The interface of interfaces/tests/xg/every.xg in C that OpenAFS's rxgen made, for a comparison with rxrpc-xg.
 *
 *   xgpeer values          prints the sample value of each type, encoded: NAME HEX
 *   xgpeer again           reads lines NAME HEX, decodes and encodes again, prints the lines; "NAME refused" for a value
 *                          that rxgen's code does not take
 *   xgpeer server PORT     serves the packages at services 400 and 401; prints "ready"
 *   xgpeer client PORT     calls every procedure of both there; prints what came of each
 *
 * The sample values are those of interfaces/tests/src/sample.rs, set field by field.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <afs/param.h>
#include <afs/stds.h>
#include <rx/rx.h>
#include <rx/rx_null.h>
#include <rx/xdr.h>
#include "every.h"

enum { SERVICE = 400, REST_SERVICE = 401, LONGEST = 1 << 20 };

/* Named by splitprefix; rxgen's header knows nothing of it. */
int BeginREST_Raw(struct rx_call *, afs_int32 *);
int FinishREST_Raw(struct rx_call *, afs_int32 *);

static char buffer[LONGEST];

static void fill_numbers(EveryNumbers *n) {
    memset(n, 0, sizeof *n);
    n->an_int = -7;
    n->an_int32 = -2147483647 - 1;
    n->a_uint32 = 0x80000001u;
    n->an_unsigned = 0x12345678u;
    n->an_unsigned_int = 0xffffffffu;
    n->a_short = -300;
    n->an_unsigned_short = 65000;
    n->a_char = -5;
    n->an_unsigned_char = 250;
    n->an_int64 = -0x0123456789abcdefLL;
    n->a_uint64 = 0xfedcba9876543210ULL;
    n->kind = EVERY_SIX;
}

static void fill_texts(EveryTexts *t) {
    static const unsigned char node[] = { 1, 2, 0x80, 4, 5, 0 };
    memset(t, 0, sizeof *t);
    memcpy(t->name, "a name of bytes\xa5", 16);
    strcpy(t->other_name, "short");
    t->text = strdup("hello world");
    memcpy(t->fixed, "\x01\x00\xff\x04\x05", 5);
    t->data.data_len = 6;
    t->data.data_val = malloc(6);
    memcpy(t->data.data_val, "\x00\x01\x02\x03\xfe\xff", 6);
    t->unbounded.EveryData_len = 1;
    t->unbounded.EveryData_val = strdup("z");
    t->uuid.time_low = 0x00b5c0deu;
    t->uuid.time_mid = 0x1234;
    t->uuid.time_hi_and_version = 0xffee;
    t->uuid.clock_seq_hi_and_reserved = (char)0xa5;
    t->uuid.clock_seq_low = 0x7f;
    t->uuid.node[0] = (char)0xaa;
    memcpy(t->uuid.node + 1, node, 5);
}

static void fill_lists(EveryLists *l) {
    static const afs_int32 type[] = { -1, 2, 2147483647 };
    static const unsigned short ports[] = { 7000, 7001, 65535, 0 };
    int i;
    memset(l, 0, sizeof *l);
    memcpy(l->type, type, sizeof type);
    l->bytes[0] = 1;
    l->bytes[1] = 128;
    l->bytes[2] = 255;
    l->ports.ports_len = 4;
    l->ports.ports_val = malloc(sizeof ports);
    memcpy(l->ports.ports_val, ports, sizeof ports);
    l->ids.EveryIds_len = 2;
    l->ids.EveryIds_val = malloc(2 * sizeof(EveryId));
    for (i = 0; i < 2; i++) l->ids.EveryIds_val[i] = 10 * (i + 1);
    l->texts.texts_len = 2;
    l->texts.texts_val = calloc(2, sizeof(EveryTexts));
    fill_texts(&l->texts.texts_val[0]);
    l->texts.texts_val[1].text = strdup("");
    l->maybe = malloc(sizeof *l->maybe);
    fill_numbers(l->maybe);
}

static void fill_chained(EveryChained *c) {
    EveryLink *one = calloc(1, sizeof *one), *two = calloc(1, sizeof *two);
    one->number = 1;
    one->text = strdup("one");
    one->next = two;
    two->number = -2;
    two->text = strdup("");
    c->chain = one;
    c->behind = 77;
}

static void fill_unions(EveryUnions *u) {
    EveryChoice *c = calloc(3, sizeof *c);
    memset(u, 0, sizeof *u);
    u->choices.choices_len = 3;
    u->choices.choices_val = c;
    c[0].what = EVERY_FIVE;
    c[0].EveryChoice_u.number = -55;
    c[1].what = 7;
    c[1].EveryChoice_u.text = strdup("seven");
    c[2].what = -9;
    c[2].EveryChoice_u.numbers = malloc(sizeof(EveryNumbers));
    fill_numbers(c[2].EveryChoice_u.numbers);
    u->strict.kind = EVERY_SIX;
    u->strict.EveryStrict_u.bits.bits_len = 3;
    u->strict.EveryStrict_u.bits.bits_val = strdup("abc");
}

static void fill_rest(EveryRest *r) {
    memset(r, 0, sizeof *r);
    r->yes = TRUE;
    r->an_unsigned_int32 = 0x89abcdefu;
    r->a_short_int = -2;
    r->an_unsigned_short_int = 40000;
    r->kind = EVERY_FIVE;
}

union any {
    EveryRest rest;
    EveryNumbers numbers;
    EveryTexts texts;
    EveryLists lists;
    EveryChained chained;
    EveryUnions unions;
};

typedef bool_t (*coder)(XDR *, void *);

static const struct type {
    const char *name;
    coder code;
    void (*fill)(void *);
} types[] = {
    { "numbers", (coder)xdr_EveryNumbers, (void (*)(void *))fill_numbers },
    { "texts", (coder)xdr_EveryTexts, (void (*)(void *))fill_texts },
    { "lists", (coder)xdr_EveryLists, (void (*)(void *))fill_lists },
    { "chained", (coder)xdr_EveryChained, (void (*)(void *))fill_chained },
    { "unions", (coder)xdr_EveryUnions, (void (*)(void *))fill_unions },
    { "rest", (coder)xdr_EveryRest, (void (*)(void *))fill_rest },
};

enum { TYPES = sizeof types / sizeof types[0] };

/* Encodes a value into the buffer; how many bytes it takes, -1 if it cannot be encoded. */
static int encoded(const struct type *type, void *value) {
    XDR x;
    xdrmem_create(&x, buffer, LONGEST, XDR_ENCODE);
    return type->code(&x, value) ? (int)xdr_getpos(&x) : -1;
}

static void print_buffer(const char *name, int length) {
    int i;
    if (length < 0) {
        printf("%s refused\n", name);
        return;
    }
    printf("%s ", name);
    for (i = 0; i < length; i++) printf("%02x", (unsigned char)buffer[i]);
    printf("\n");
}

static int values(void) {
    union any value;
    int i;
    for (i = 0; i < TYPES; i++) {
        memset(&value, 0, sizeof value);
        types[i].fill(&value);
        print_buffer(types[i].name, encoded(&types[i], &value));
    }
    return 0;
}

static int again(void) {
    static char line[2 * LONGEST + 100], bytes[LONGEST];
    while (fgets(line, sizeof line, stdin)) {
        char *name = strtok(line, " \n"), *hex = strtok(NULL, " \n");
        union any value;
        int i, at, length = hex ? (int)strlen(hex) / 2 : 0;
        XDR x;
        for (i = 0; i < TYPES && (!name || strcmp(types[i].name, name)); i++)
            ;
        if (i == TYPES) return 1;
        for (at = 0; at < length; at++) {
            unsigned byte;
            sscanf(hex + 2 * at, "%2x", &byte);
            bytes[at] = (char)byte;
        }
        memset(&value, 0, sizeof value);
        xdrmem_create(&x, bytes, length, XDR_DECODE);
        print_buffer(name, types[i].code(&x, &value) ? encoded(&types[i], &value) : -1);
    }
    return 0;
}

/* The procedures of the server. */

afs_int32 SEVERY_Numbers(struct rx_call *call, EveryNumbers *in, afs_int32 number, afs_uint64 *both,
                         EveryNumbers *out, afs_int32 *sum) {
    (void)call;
    *both += 1;
    *out = *in;
    *sum = number + in->an_int;
    return 0;
}

afs_int32 SEVERY_Texts(struct rx_call *call, char *name, EveryTexts *texts, EveryTexts *same) {
    (void)call;
    (void)texts;
    if (strcmp(name, "a name of bytes")) return 1;
    fill_texts(same);
    return 0;
}

afs_int32 SEVERY_Lists(struct rx_call *call, EveryLists *lists, EveryIds *ids, EveryChained *chained,
                       EveryUnions *unions) {
    (void)call;
    if (lists->ports.ports_len != 4 || ids->EveryIds_len != 3) return 1;
    fill_chained(chained);
    fill_unions(unions);
    return 0;
}

afs_int32 SEVERY_Echo(struct rx_call *call, afs_int32 flags, afs_int64 *length) {
    int n, all = 0;
    while ((n = rx_Read(call, buffer + all, LONGEST - all)) > 0) all += n;
    if (rx_Write(call, buffer, all) != all) return 1;
    *length = all + flags;
    return 0;
}

afs_int32 SEVERY_(struct rx_call *call, afs_int32 number) {
    (void)call;
    return number == 4 ? 0 : 1;
}

afs_int32 SEVERY_Vote(struct rx_call *call, afs_int32 when) {
    (void)call;
    return when;
}

afs_int32 SEVERY_Nothing(struct rx_call *call) {
    (void)call;
    return 0;
}

static void turn(EveryThree three, EveryThree turned) {
    int i;
    for (i = 0; i < EVERY_COUNT; i++) turned[i] = three[EVERY_COUNT - 1 - i];
}

/* A function that rxgen does not name itself reads and writes the values, too. */
afs_int32 Answers_Rest(struct rx_call *call, XDR *x) {
    EveryRest rest;
    EveryThree three, turned;
    (void)call;
    if (!xdr_EveryRest(x, &rest) || !xdr_EveryThree(x, &three)) return RXGEN_SS_UNMARSHAL;
    turn(three, turned);
    x->x_op = XDR_ENCODE;
    return xdr_EveryRest(x, &rest) && xdr_EveryThree(x, &turned) ? 0 : RXGEN_SS_MARSHAL;
}

/* Of code that nobody calls. */
afs_int32 SREST_Rest(struct rx_call *call, EveryRest *rest, EveryThree *three, EveryRest *same, EveryThree *turned) {
    (void)call, (void)rest, (void)three, (void)same, (void)turned;
    return 1;
}

afs_int32 SREST_Raw(struct rx_call *call, afs_int32 *count) {
    int n, all = 0;
    while ((n = rx_Read(call, buffer + all, LONGEST - all)) > 0) all += n;
    if (rx_Write(call, buffer, all) != all) return 1;
    *count += all;
    return 0;
}

static int server(int port) {
    static struct rx_securityClass *classes[1];
    struct rx_service *service;
    if (rx_InitHost(htonl(INADDR_ANY), htons(port))) return 1;
    classes[0] = rxnull_NewServerSecurityObject();
    service = rx_NewService(0, SERVICE, "every", classes, 1, EVERY_ExecuteRequest);
    if (!service) return 1;
    service = rx_NewService(0, REST_SERVICE, "rest", classes, 1, REST_ExecuteRequest);
    if (!service) return 1;
    printf("ready\n");
    fflush(stdout);
    rx_StartServer(1);
    return 0;
}

static int wrong;

static void is(const char *what, int code, int good) {
    printf("%s: code %d, %s\n", what, code, good ? "as expected" : "NOT as expected");
    wrong |= !good;
}

/* Whether two values of a type have the same bytes. */
static int same(const struct type *type, void *one, void *other) {
    static char first[LONGEST];
    int length = encoded(type, one);
    if (length < 0) return 0;
    memcpy(first, buffer, length);
    return encoded(type, other) == length && !memcmp(first, buffer, length);
}

static int client(int port) {
    union any sent, expected;
    EveryNumbers numbers;
    EveryTexts texts;
    EveryLists lists;
    EveryChained chained;
    EveryUnions unions;
    EveryRest rest;
    EveryThree three = { 1, -2, 3 }, turned;
    afs_int32 count = 100;
    EveryIds ids = { 3, (EveryId[]){ 1, 2, 3 } };
    afs_uint64 both = 41;
    afs_int64 length = 0;
    afs_int32 sum = 0;
    struct rx_connection *to;
    struct rx_call *call;
    char data[5] = "";
    int code;
    if (rx_Init(0)) return 1;
    to = rx_NewConnection(htonl(INADDR_LOOPBACK), htons(port), SERVICE, rxnull_NewClientSecurityObject(), 0);

    memset(&sent, 0, sizeof sent);
    memset(&numbers, 0, sizeof numbers);
    fill_numbers(&sent.numbers);
    code = EVERY_Numbers(to, &sent.numbers, 3, &both, &numbers, &sum);
    is("Numbers", code, !code && both == 42 && sum == -4 && same(&types[0], &sent, &numbers));

    memset(&sent, 0, sizeof sent);
    memset(&texts, 0, sizeof texts);
    fill_texts(&sent.texts);
    code = EVERY_Texts(to, "a name of bytes", &sent.texts, &texts);
    is("Texts", code, !code && same(&types[1], &sent, &texts));

    memset(&sent, 0, sizeof sent);
    memset(&chained, 0, sizeof chained);
    memset(&unions, 0, sizeof unions);
    fill_lists(&sent.lists);
    memset(&lists, 0, sizeof lists);
    /* In halves: C's decoder does not take a value that is there already, as INOUT has it. */
    call = rx_NewCall(to);
    code = StartEVERY_Lists(call, &sent.lists, &ids);
    if (!code) code = EndEVERY_Lists(call, &lists, &chained, &unions);
    code = rx_EndCall(call, code);
    is("Lists", code, !code && same(&types[2], &sent, &lists));
    memset(&expected, 0, sizeof expected);
    fill_chained(&expected.chained);
    is("Lists, the chain", code, !code && same(&types[3], &expected, &chained));
    memset(&expected, 0, sizeof expected);
    fill_unions(&expected.unions);
    is("Lists, the unions", code, !code && same(&types[4], &expected, &unions));

    call = rx_NewCall(to);
    code = StartEVERY_Echo(call, 2);
    if (!code && rx_Write(call, "hello", 5) == 5 && rx_Read(call, data, 5) == 5)
        code = EndEVERY_Echo(call, &length);
    code = rx_EndCall(call, code);
    is("Echo", code, !code && length == 7 && !memcmp(data, "hello", 5));

    code = EVERY_(to, 4);
    is("the procedure without a name", code, !code);
    code = EVERY_Vote(to, 1700000000);
    is("Vote, a positive code", code, code == 1700000000);
    code = EVERY_Nothing(to);
    is("Nothing", code, !code);

    to = rx_NewConnection(htonl(INADDR_LOOPBACK), htons(port), REST_SERVICE, rxnull_NewClientSecurityObject(), 0);
    memset(&sent, 0, sizeof sent);
    fill_rest(&sent.rest);
    code = REST_Rest(to, &sent.rest, &three, &rest, &turned);
    is("Rest", code,
       !code && same(&types[5], &sent, &rest) && turned[0] == 3 && turned[1] == -2 && turned[2] == 1);

    call = rx_NewCall(to);
    code = BeginREST_Raw(call, &count);
    if (!code && rx_Write(call, "hello", 5) == 5 && rx_Read(call, data, 5) == 5) code = FinishREST_Raw(call, &count);
    code = rx_EndCall(call, code);
    is("Raw", code, !code && count == 105 && !memcmp(data, "hello", 5));
    return wrong;
}

int main(int count, char **words) {
    int port = count > 2 ? atoi(words[2]) : 0;
    if (count > 1 && !strcmp(words[1], "values")) return values();
    if (count > 1 && !strcmp(words[1], "again")) return again();
    if (count > 2 && !strcmp(words[1], "server")) return server(port);
    if (count > 2 && !strcmp(words[1], "client")) return client(port);
    fprintf(stderr, "xgpeer values|again|server PORT|client PORT\n");
    return 2;
}
