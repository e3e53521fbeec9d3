/* Codes of operations, as files of AFS have them apart. */
#ifndef EVERY_OPCODES_H
#define EVERY_OPCODES_H
#define EVERY_NUMBERS 100
#define EVERY_TEXTS 65538
#define EVERY_LISTS 102
#endif
