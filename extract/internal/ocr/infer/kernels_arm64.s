#include "go_asm.h"
#include "textflag.h"

// Instructions on vectors that the assembler does not know, by the numbers of their registers: of four floats (or
// integers), d = n op m.
#define FADD(m, n, d) WORD $(0x4e20d400 | (m)<<16 | (n)<<5 | (d))
#define FSUB(m, n, d) WORD $(0x4ea0d400 | (m)<<16 | (n)<<5 | (d))
#define FMUL(m, n, d) WORD $(0x6e20dc00 | (m)<<16 | (n)<<5 | (d))
#define FDIV(m, n, d) WORD $(0x6e20fc00 | (m)<<16 | (n)<<5 | (d))
#define FMAX(m, n, d) WORD $(0x4e20f400 | (m)<<16 | (n)<<5 | (d))
#define FMIN(m, n, d) WORD $(0x4ea0f400 | (m)<<16 | (n)<<5 | (d))
#define FCMGT(m, n, d) WORD $(0x6ea0e400 | (m)<<16 | (n)<<5 | (d))
#define FABS(n, d) WORD $(0x4ea0f800 | (n)<<5 | (d))
#define SCVTF(n, d) WORD $(0x4e21d800 | (n)<<5 | (d))
#define FCVTNS(n, d) WORD $(0x4e21a800 | (n)<<5 | (d))
#define FMAXV(n, d) WORD $(0x6e30f800 | (n)<<5 | (d))

// The four lower (upper) integers of 16 bits of n, each with the element i of m, are added to d.
#define ELEMENT(m, i) ((m)<<16 | ((i)&1)<<20 | (((i)>>1)&1)<<21 | (((i)>>2)&1)<<11)
#define SMLAL(m, i, n, d) WORD $(0x0f402000 | ELEMENT(m, i) | (n)<<5 | (d))
#define SMLAL2(m, i, n, d) WORD $(0x4f402000 | ELEMENT(m, i) | (n)<<5 | (d))

// One step of a product: a row's pair of weights with the panel's 16 pairs, whose first numbers are in V0 and V2, the
// second ones in V1 and V3.
#define ROW(m, i, d) \
	SMLAL(m, i, 0, d)         \
	SMLAL2(m, i, 0, (d)+1)    \
	SMLAL(m, i, 2, (d)+2)     \
	SMLAL2(m, i, 2, (d)+3)    \
	SMLAL(m, (i)+1, 1, d)     \
	SMLAL2(m, (i)+1, 1, (d)+1) \
	SMLAL(m, (i)+1, 3, (d)+2) \
	SMLAL2(m, (i)+1, 3, (d)+3)

#define FINISH1(d) \
	SCVTF(d, d)   \
	FMUL(0, d, d) \
	FADD(1, d, d) \
	FMAX(7, d, d)

// The floats of a row: scaled, with its bias, not below the floor.
#define FINISH(a, b, c, d) \
	VLD1R.P 4(R3), [V0.S4] \
	VLD1R.P 4(R4), [V1.S4] \
	FMUL(6, 0, 0)          \
	FINISH1(a)             \
	FINISH1(b)             \
	FINISH1(c)             \
	FINISH1(d)

#define ADDROW(a, b, c, d) \
	VLD1 (R7), [V2.S4, V3.S4, V4.S4, V5.S4] \
	ADD  R8, R7  \
	FADD(2, a, a) \
	FADD(3, b, b) \
	FADD(4, c, c) \
	FADD(5, d, d)

// func productNEON(t *tiles)
TEXT ·productNEON(SB), NOSPLIT, $0-8
	MOVD t+0(FP), R0
	MOVD tiles_n(R0), R1
	MOVD tiles_a(R0), R2
	MOVD tiles_scales(R0), R3
	MOVD tiles_bias(R0), R4
	MOVD tiles_out(R0), R5
	MOVD tiles_outRow(R0), R6
	MOVD tiles_add(R0), R7
	MOVD tiles_addRow(R0), R8
	LSL  $2, R6
	LSL  $2, R8

tile:
	MOVD tiles_pairs(R0), R9
	MOVD tiles_b(R0), R10
	VEOR V8.B16, V8.B16, V8.B16
	VEOR V9.B16, V9.B16, V9.B16
	VEOR V10.B16, V10.B16, V10.B16
	VEOR V11.B16, V11.B16, V11.B16
	VEOR V12.B16, V12.B16, V12.B16
	VEOR V13.B16, V13.B16, V13.B16
	VEOR V14.B16, V14.B16, V14.B16
	VEOR V15.B16, V15.B16, V15.B16
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16
	VEOR V24.B16, V24.B16, V24.B16
	VEOR V25.B16, V25.B16, V25.B16
	VEOR V26.B16, V26.B16, V26.B16
	VEOR V27.B16, V27.B16, V27.B16
	VEOR V28.B16, V28.B16, V28.B16
	VEOR V29.B16, V29.B16, V29.B16
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16

pair:
	VLD2.P 32(R10), [V0.H8, V1.H8]
	VLD2.P 32(R10), [V2.H8, V3.H8]
	VLD1.P 16(R2), [V4.H8]
	VLD1.P 8(R2), [V5.H4]
	ROW(4, 0, 8)
	ROW(4, 2, 12)
	ROW(4, 4, 16)
	ROW(4, 6, 20)
	ROW(5, 0, 24)
	ROW(5, 2, 28)
	SUBS $1, R9
	BNE  pair

	FMOVS tiles_scale(R0), F6
	FMOVS tiles_floor(R0), F7
	VDUP  V6.S[0], V6.S4
	VDUP  V7.S[0], V7.S4
	FINISH(8, 9, 10, 11)
	FINISH(12, 13, 14, 15)
	FINISH(16, 17, 18, 19)
	FINISH(20, 21, 22, 23)
	FINISH(24, 25, 26, 27)
	FINISH(28, 29, 30, 31)
	CBZ R7, store
	ADDROW(8, 9, 10, 11)
	ADDROW(12, 13, 14, 15)
	ADDROW(16, 17, 18, 19)
	ADDROW(20, 21, 22, 23)
	ADDROW(24, 25, 26, 27)
	ADDROW(28, 29, 30, 31)

store:
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R5)
	ADD  R6, R5
	VST1 [V12.S4, V13.S4, V14.S4, V15.S4], (R5)
	ADD  R6, R5
	VST1 [V16.S4, V17.S4, V18.S4, V19.S4], (R5)
	ADD  R6, R5
	VST1 [V20.S4, V21.S4, V22.S4, V23.S4], (R5)
	ADD  R6, R5
	VST1 [V24.S4, V25.S4, V26.S4, V27.S4], (R5)
	ADD  R6, R5
	VST1 [V28.S4, V29.S4, V30.S4, V31.S4], (R5)
	ADD  R6, R5
	SUBS $1, R1
	BNE  tile
	RET

// func largestNEON(n int, x *float32, stride int) float32
TEXT ·largestNEON(SB), NOSPLIT, $0-28
	MOVD n+0(FP), R0
	MOVD x+8(FP), R1
	MOVD stride+16(FP), R2
	LSL  $2, R2
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16

row:
	VLD1 (R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	ADD  R2, R1
	FABS(0, 0)
	FABS(1, 1)
	FABS(2, 2)
	FABS(3, 3)
	FMAX(0, 16, 16)
	FMAX(1, 17, 17)
	FMAX(2, 16, 16)
	FMAX(3, 17, 17)
	SUBS $1, R0
	BNE  row

	FMAX(17, 16, 16)
	FMAXV(16, 0)
	FMOVS F0, ret+24(FP)
	RET

#define ROUND(n) \
	FMUL(31, n, n) \
	FCVTNS(n, n)

// func quantiseNEON(pairs int, x *float32, stride int, scale float32, to *int16)
TEXT ·quantiseNEON(SB), NOSPLIT, $0-40
	MOVD  pairs+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  stride+16(FP), R2
	FMOVS scale+24(FP), F31
	MOVD  to+32(FP), R3
	VDUP  V31.S[0], V31.S4
	LSL   $2, R2

pair:
	VLD1 (R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	ADD  R2, R1
	VLD1 (R1), [V4.S4, V5.S4, V6.S4, V7.S4]
	ADD  R2, R1
	ROUND(0)
	ROUND(1)
	ROUND(2)
	ROUND(3)
	ROUND(4)
	ROUND(5)
	ROUND(6)
	ROUND(7)

	// The second row's integers go above the lower halves of the first row's.
	VSLI   $16, V4.S4, V0.S4
	VSLI   $16, V5.S4, V1.S4
	VSLI   $16, V6.S4, V2.S4
	VSLI   $16, V7.S4, V3.S4
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R3)
	SUBS   $1, R0
	BNE    pair
	RET

// The numbers of gauss are in V16 to V27, by their places in gaussNumbers.
#define GELU(x) \
	FMIN(16, x, 4)  \
	FMAX(17, 4, 4)  \
	FMUL(4, 4, 5)   \
	FMUL(22, 5, 6)  \
	FADD(21, 6, 6)  \
	FMUL(5, 6, 6)   \
	FADD(20, 6, 6)  \
	FMUL(5, 6, 6)   \
	FADD(19, 6, 6)  \
	FMUL(5, 6, 6)   \
	FADD(18, 6, 6)  \
	FMUL(4, 6, 6)   \
	FMUL(25, 5, 7)  \
	FADD(24, 7, 7)  \
	FMUL(5, 7, 7)   \
	FADD(23, 7, 7)  \
	FMUL(5, 7, 7)   \
	FADD(26, 7, 7)  \
	FDIV(7, 6, 6)   \
	FADD(27, 6, 6)  \
	FMUL(6, x, x)

// func geluNEON(n int, x *float32, stride int)
TEXT ·geluNEON(SB), NOSPLIT, $0-24
	MOVD n+0(FP), R0
	MOVD x+8(FP), R1
	MOVD stride+16(FP), R2
	MOVD $·gaussNumbers(SB), R3
	LSL  $2, R2
	VLD1R.P 4(R3), [V16.S4]
	VLD1R.P 4(R3), [V17.S4]
	VLD1R.P 4(R3), [V18.S4]
	VLD1R.P 4(R3), [V19.S4]
	VLD1R.P 4(R3), [V20.S4]
	VLD1R.P 4(R3), [V21.S4]
	VLD1R.P 4(R3), [V22.S4]
	VLD1R.P 4(R3), [V23.S4]
	VLD1R.P 4(R3), [V24.S4]
	VLD1R.P 4(R3), [V25.S4]
	VLD1R.P 4(R3), [V26.S4]
	VLD1R.P 4(R3), [V27.S4]

row:
	VLD1 (R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	GELU(0)
	GELU(1)
	GELU(2)
	GELU(3)
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R1)
	ADD  R2, R1
	SUBS $1, R0
	BNE  row
	RET

// func convolveNEON(n int, out, x *float32, stride int, taps *float32, h, w int, bias float32)
TEXT ·convolveNEON(SB), NOSPLIT, $0-60
	MOVD  n+0(FP), R0
	MOVD  out+8(FP), R1
	MOVD  x+16(FP), R2
	MOVD  stride+24(FP), R3
	MOVD  taps+32(FP), R4
	MOVD  h+40(FP), R5
	MOVD  w+48(FP), R6
	FMOVS bias+56(FP), F16
	VDUP  V16.S[0], V16.S4
	LSL   $2, R3

eight:
	VMOV V16.B16, V0.B16
	VMOV V16.B16, V1.B16
	MOVD R2, R7
	MOVD R4, R8
	MOVD R5, R9

row:
	MOVD R7, R10
	MOVD R6, R11

tap:
	VLD1    (R10), [V2.S4, V3.S4]
	VLD1R.P 4(R8), [V4.S4]
	ADD     $4, R10
	FMUL(4, 2, 2)
	FMUL(4, 3, 3)
	FADD(2, 0, 0)
	FADD(3, 1, 1)
	SUBS    $1, R11
	BNE     tap
	ADD     R3, R7
	SUBS    $1, R9
	BNE     row

	VST1.P [V0.S4, V1.S4], 32(R1)
	ADD    $32, R2
	SUBS   $8, R0
	BEQ    done
	CMP    $8, R0
	BGE    eight

	// The last eight end where the row ends: some are computed a second time.
	SUB $8, R0
	ADD R0<<2, R1
	ADD R0<<2, R2
	MOVD $8, R0
	B   eight

done:
	RET

// func maximaNEON(n int, x, m *float32)
TEXT ·maximaNEON(SB), NOSPLIT, $0-24
	MOVD n+0(FP), R0
	MOVD x+8(FP), R1
	MOVD m+16(FP), R2
	VLD1 (R2), [V4.S4, V5.S4, V6.S4, V7.S4]

row:
	VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	FMAX(0, 4, 4)
	FMAX(1, 5, 5)
	FMAX(2, 6, 6)
	FMAX(3, 7, 7)
	SUBS $1, R0
	BNE  row
	VST1 [V4.S4, V5.S4, V6.S4, V7.S4], (R2)
	RET

// The exponential of a quarter of a row, by the numbers of expNumbers, which are in V16 to V26.
#define EXP(x, most, sum) \
	FSUB(most, x, x)       \
	FMUL(17, x, 12)        \
	FADD(18, 12, 12)       \
	FSUB(18, 12, 13)       \
	FMUL(19, 13, 14)       \
	FSUB(14, x, 14)        \
	FMUL(20, 13, 15)       \
	FSUB(15, 14, 14)       \
	FMUL(21, 14, 15)       \
	FADD(22, 15, 15)       \
	FMUL(14, 15, 15)       \
	FADD(23, 15, 15)       \
	FMUL(14, 15, 15)       \
	FADD(24, 15, 15)       \
	FMUL(14, 15, 15)       \
	FADD(25, 15, 15)       \
	FMUL(14, 15, 15)       \
	FADD(26, 15, 15)       \
	FMUL(14, 15, 15)       \
	FADD(26, 15, 15)       \
	VSHL $23, V12.S4, V12.S4 \
	VADD V26.S4, V12.S4, V12.S4 \
	FMUL(12, 15, 15)       \
	FCMGT(16, x, 14)       \
	VAND V14.B16, V15.B16, V15.B16 \
	FADD(15, sum, sum)

// func exponentialsNEON(n int, x, m, sum *float32)
TEXT ·exponentialsNEON(SB), NOSPLIT, $0-32
	MOVD n+0(FP), R0
	MOVD x+8(FP), R1
	MOVD m+16(FP), R2
	MOVD sum+24(FP), R3
	MOVD $·expNumbers(SB), R4
	VLD1 (R2), [V4.S4, V5.S4, V6.S4, V7.S4]
	VLD1 (R3), [V8.S4, V9.S4, V10.S4, V11.S4]
	VLD1R (R4), [V16.S4]
	ADD   $32, R4
	VLD1R (R4), [V17.S4]
	ADD   $32, R4
	VLD1R (R4), [V18.S4]
	ADD   $32, R4
	VLD1R (R4), [V19.S4]
	ADD   $32, R4
	VLD1R (R4), [V20.S4]
	ADD   $32, R4
	VLD1R (R4), [V21.S4]
	ADD   $32, R4
	VLD1R (R4), [V22.S4]
	ADD   $32, R4
	VLD1R (R4), [V23.S4]
	ADD   $32, R4
	VLD1R (R4), [V24.S4]
	ADD   $32, R4
	VLD1R (R4), [V25.S4]
	ADD   $32, R4
	VLD1R (R4), [V26.S4]
	ADD   $32, R4

row:
	VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	EXP(0, 4, 8)
	EXP(1, 5, 9)
	EXP(2, 6, 10)
	EXP(3, 7, 11)
	SUBS $1, R0
	BNE  row
	VST1 [V8.S4, V9.S4, V10.S4, V11.S4], (R3)
	RET
