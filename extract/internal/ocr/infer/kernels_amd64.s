#include "go_asm.h"
#include "textflag.h"

// One step of a product: two rows' weights (a pair each) with the panel's 16 pairs.
#define STEP(offset, low, high) \
	VPBROADCASTD offset(SI), Y14 \
	VPMADDWD     Y12, Y14, Y15   \
	VPADDD       Y15, low, low   \
	VPMADDWD     Y13, Y14, Y14   \
	VPADDD       Y14, high, high

// The floats of a row: scaled, with its bias, not below the floor.
#define FINISH(offset, low, high) \
	VBROADCASTSS offset(R9), Y12  \
	VMULPS       Y15, Y12, Y12    \
	VBROADCASTSS offset(R10), Y13 \
	VCVTDQ2PS    low, low          \
	VCVTDQ2PS    high, high        \
	VMULPS       Y12, low, low     \
	VMULPS       Y12, high, high   \
	VADDPS       Y13, low, low     \
	VADDPS       Y13, high, high   \
	VMAXPS       Y14, low, low     \
	VMAXPS       Y14, high, high

#define ADD(low, high) \
	VADDPS (R12), low, low     \
	VADDPS 32(R12), high, high \
	ADDQ   R13, R12

#define STORE(low, high) \
	VMOVUPS low, (DI)    \
	VMOVUPS high, 32(DI) \
	ADDQ    R11, DI

// What all tiles of a product have in common, whose address is in R8.
#define TILES \
	MOVQ tiles_n(R8), AX \
	MOVQ tiles_a(R8), SI \
	MOVQ tiles_scales(R8), R9 \
	MOVQ tiles_bias(R8), R10 \
	MOVQ tiles_out(R8), DI \
	MOVQ tiles_outRow(R8), R11 \
	MOVQ tiles_add(R8), R12 \
	MOVQ tiles_addRow(R8), R13 \
	SHLQ $2, R11 \
	SHLQ $2, R13

// func productAVX2(t *tiles)
TEXT ·productAVX2(SB), NOSPLIT, $0-8
	MOVQ t+0(FP), R8
	TILES

tile:
	MOVQ  tiles_pairs(R8), CX
	MOVQ  tiles_b(R8), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11

pair:
	PREFETCHT0 1536(SI)
	VMOVDQU (DX), Y12
	VMOVDQU 32(DX), Y13
	STEP(0, Y0, Y1)
	STEP(4, Y2, Y3)
	STEP(8, Y4, Y5)
	STEP(12, Y6, Y7)
	STEP(16, Y8, Y9)
	STEP(20, Y10, Y11)
	ADDQ    $24, SI
	ADDQ    $64, DX
	DECQ    CX
	JNZ     pair

	VBROADCASTSS tiles_scale(R8), Y15
	VBROADCASTSS tiles_floor(R8), Y14
	FINISH(0, Y0, Y1)
	FINISH(4, Y2, Y3)
	FINISH(8, Y4, Y5)
	FINISH(12, Y6, Y7)
	FINISH(16, Y8, Y9)
	FINISH(20, Y10, Y11)
	ADDQ         $24, R9
	ADDQ         $24, R10
	TESTQ        R12, R12
	JZ           store
	ADD(Y0, Y1)
	ADD(Y2, Y3)
	ADD(Y4, Y5)
	ADD(Y6, Y7)
	ADD(Y8, Y9)
	ADD(Y10, Y11)

store:
	STORE(Y0, Y1)
	STORE(Y2, Y3)
	STORE(Y4, Y5)
	STORE(Y6, Y7)
	STORE(Y8, Y9)
	STORE(Y10, Y11)
	DECQ AX
	JNZ  tile
	VZEROUPPER
	RET

// One step of a product for a row of each of two tiles.
#define STEP512(offset, first, second) \
	VPDPWSSD.BCST offset(SI), Z12, first  \
	VPDPWSSD.BCST offset(BX), Z12, second

#define FINISH512(offset, sums) \
	VBROADCASTSS  offset(R9), Z12  \
	VMULPS        Z15, Z12, Z12    \
	VBROADCASTSS  offset(R10), Z13 \
	VCVTDQ2PS     sums, sums       \
	VMULPS        Z12, sums, sums  \
	VADDPS        Z13, sums, sums  \
	VMAXPS        Z14, sums, sums

#define ADD512(sums) \
	VADDPS (R12), sums, sums \
	ADDQ   R13, R12

#define STORE512(sums) \
	VMOVUPS sums, (DI) \
	ADDQ    R11, DI

// func productVNNI(t *tiles)
TEXT ·productVNNI(SB), NOSPLIT, $0-8
	MOVQ t+0(FP), R8
	TILES

tile:
	MOVQ   tiles_pairs(R8), CX
	MOVQ   tiles_b(R8), DX
	IMUL3Q $24, CX, BX
	ADDQ   SI, BX
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11

pair:
	VMOVDQU32 (DX), Z12
	STEP512(0, Z0, Z6)
	STEP512(4, Z1, Z7)
	STEP512(8, Z2, Z8)
	STEP512(12, Z3, Z9)
	STEP512(16, Z4, Z10)
	STEP512(20, Z5, Z11)
	ADDQ      $24, SI
	ADDQ      $24, BX
	ADDQ      $64, DX
	DECQ      CX
	JNZ       pair

	MOVQ         BX, SI
	VBROADCASTSS tiles_scale(R8), Z15
	VBROADCASTSS tiles_floor(R8), Z14
	FINISH512(0, Z0)
	FINISH512(4, Z1)
	FINISH512(8, Z2)
	FINISH512(12, Z3)
	FINISH512(16, Z4)
	FINISH512(20, Z5)
	FINISH512(24, Z6)
	FINISH512(28, Z7)
	FINISH512(32, Z8)
	FINISH512(36, Z9)
	FINISH512(40, Z10)
	FINISH512(44, Z11)
	ADDQ         $48, R9
	ADDQ         $48, R10
	TESTQ        R12, R12
	JZ           store
	ADD512(Z0)
	ADD512(Z1)
	ADD512(Z2)
	ADD512(Z3)
	ADD512(Z4)
	ADD512(Z5)
	ADD512(Z6)
	ADD512(Z7)
	ADD512(Z8)
	ADD512(Z9)
	ADD512(Z10)
	ADD512(Z11)

store:
	STORE512(Z0)
	STORE512(Z1)
	STORE512(Z2)
	STORE512(Z3)
	STORE512(Z4)
	STORE512(Z5)
	STORE512(Z6)
	STORE512(Z7)
	STORE512(Z8)
	STORE512(Z9)
	STORE512(Z10)
	STORE512(Z11)
	SUBQ $2, AX
	JNZ  tile
	VZEROUPPER
	RET

DATA magnitude<>+0(SB)/4, $0x7fffffff
GLOBL magnitude<>(SB), RODATA|NOPTR, $4

// func largestAVX2(n int, x *float32, stride int) float32
TEXT ·largestAVX2(SB), NOSPLIT, $0-28
	MOVQ         n+0(FP), CX
	MOVQ         x+8(FP), SI
	MOVQ         stride+16(FP), R8
	SHLQ         $2, R8
	VBROADCASTSS magnitude<>(SB), Y15
	VXORPS       Y0, Y0, Y0
	VXORPS       Y1, Y1, Y1

row:
	VANDPS (SI), Y15, Y2
	VANDPS 32(SI), Y15, Y3
	VMAXPS Y2, Y0, Y0
	VMAXPS Y3, Y1, Y1
	ADDQ   R8, SI
	DECQ   CX
	JNZ    row

	VMAXPS       Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VPERMILPS    $0x4e, X0, X1
	VMAXPS       X1, X0, X0
	VPERMILPS    $0xb1, X0, X1
	VMAXPS       X1, X0, X0
	VMOVSS       X0, ret+24(FP)
	VZEROUPPER
	RET

// func quantiseAVX2(pairs int, x *float32, stride int, scale float32, to *int16)
TEXT ·quantiseAVX2(SB), NOSPLIT, $0-40
	MOVQ         pairs+0(FP), CX
	MOVQ         x+8(FP), SI
	MOVQ         stride+16(FP), R8
	VBROADCASTSS scale+24(FP), Y15
	MOVQ         to+32(FP), DI
	SHLQ         $2, R8

pair:
	VMULPS    (SI), Y15, Y0
	VMULPS    32(SI), Y15, Y1
	ADDQ      R8, SI
	VMULPS    (SI), Y15, Y2
	VMULPS    32(SI), Y15, Y3
	ADDQ      R8, SI
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPSLLD    $16, Y2, Y2
	VPSLLD    $16, Y3, Y3
	VPBLENDW  $0xaa, Y2, Y0, Y0
	VPBLENDW  $0xaa, Y3, Y1, Y1
	VMOVDQU   Y0, (DI)
	VMOVDQU   Y1, 32(DI)
	ADDQ      $64, DI
	DECQ      CX
	JNZ       pair
	VZEROUPPER
	RET

// The numbers of gauss, by their places in gaussNumbers.
#define GELU(offset) \
	VMOVUPS offset(SI), Y0   \
	VMINPS  Y4, Y0, Y1       \
	VMAXPS  Y5, Y1, Y1       \
	VMULPS  Y1, Y1, Y2       \
	VMULPS  Y10, Y2, Y3      \
	VADDPS  Y9, Y3, Y3       \
	VMULPS  Y2, Y3, Y3       \
	VADDPS  Y8, Y3, Y3       \
	VMULPS  Y2, Y3, Y3       \
	VADDPS  Y7, Y3, Y3       \
	VMULPS  Y2, Y3, Y3       \
	VADDPS  Y6, Y3, Y3       \
	VMULPS  Y1, Y3, Y3       \
	VMULPS  Y13, Y2, Y1      \
	VADDPS  Y12, Y1, Y1      \
	VMULPS  Y2, Y1, Y1       \
	VADDPS  Y11, Y1, Y1      \
	VMULPS  Y2, Y1, Y1       \
	VADDPS  Y14, Y1, Y1      \
	VDIVPS  Y1, Y3, Y3       \
	VADDPS  Y15, Y3, Y3      \
	VMULPS  Y3, Y0, Y0       \
	VMOVUPS Y0, offset(SI)

// func geluAVX2(n int, x *float32, stride int)
TEXT ·geluAVX2(SB), NOSPLIT, $0-24
	MOVQ         n+0(FP), CX
	MOVQ         x+8(FP), SI
	MOVQ         stride+16(FP), R8
	SHLQ         $2, R8
	LEAQ         ·gaussNumbers(SB), R9
	VBROADCASTSS (R9), Y4
	VBROADCASTSS 4(R9), Y5
	VBROADCASTSS 8(R9), Y6
	VBROADCASTSS 12(R9), Y7
	VBROADCASTSS 16(R9), Y8
	VBROADCASTSS 20(R9), Y9
	VBROADCASTSS 24(R9), Y10
	VBROADCASTSS 28(R9), Y11
	VBROADCASTSS 32(R9), Y12
	VBROADCASTSS 36(R9), Y13
	VBROADCASTSS 40(R9), Y14
	VBROADCASTSS 44(R9), Y15

row:
	GELU(0)
	GELU(32)
	ADDQ R8, SI
	DECQ CX
	JNZ  row
	VZEROUPPER
	RET

#define TAP(offset, sum) \
	VMULPS offset(DX), Y8, Y4 \
	VADDPS Y4, sum, sum

// func convolveAVX2(n int, out, x *float32, stride int, taps *float32, h, w int, bias float32)
TEXT ·convolveAVX2(SB), NOSPLIT, $0-60
	MOVQ         n+0(FP), CX
	MOVQ         out+8(FP), DI
	MOVQ         x+16(FP), SI
	MOVQ         stride+24(FP), R8
	MOVQ         taps+32(FP), R9
	MOVQ         h+40(FP), R10
	MOVQ         w+48(FP), R11
	VBROADCASTSS bias+56(FP), Y15
	SHLQ         $2, R8

	CMPQ CX, $32
	JLT  narrow

wide:
	VMOVAPS Y15, Y0
	VMOVAPS Y15, Y1
	VMOVAPS Y15, Y2
	VMOVAPS Y15, Y3
	MOVQ    SI, R12
	MOVQ    R9, R13
	MOVQ    R10, AX

wideRow:
	MOVQ R12, DX
	MOVQ R11, BX

wideTap:
	VBROADCASTSS (R13), Y8
	TAP(0, Y0)
	TAP(32, Y1)
	TAP(64, Y2)
	TAP(96, Y3)
	ADDQ         $4, R13
	ADDQ         $4, DX
	DECQ         BX
	JNZ          wideTap
	ADDQ         R8, R12
	DECQ         AX
	JNZ          wideRow

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ    $128, DI
	ADDQ    $128, SI
	SUBQ    $32, CX
	CMPQ    CX, $32
	JGE     wide
	TESTQ   CX, CX
	JZ      done

	// The last ones end where the row ends: some are computed a second time.
	LEAQ -128(DI)(CX*4), DI
	LEAQ -128(SI)(CX*4), SI
	MOVQ $32, CX
	JMP  wide

narrow:
	CMPQ CX, $8
	JGE  eight
	TESTQ CX, CX
	JZ   done
	LEAQ -32(DI)(CX*4), DI
	LEAQ -32(SI)(CX*4), SI
	MOVQ $8, CX

eight:
	VMOVAPS Y15, Y0
	MOVQ    SI, R12
	MOVQ    R9, R13
	MOVQ    R10, AX

eightRow:
	MOVQ R12, DX
	MOVQ R11, BX

eightTap:
	VBROADCASTSS (R13), Y8
	TAP(0, Y0)
	ADDQ         $4, R13
	ADDQ         $4, DX
	DECQ         BX
	JNZ          eightTap
	ADDQ         R8, R12
	DECQ         AX
	JNZ          eightRow

	VMOVUPS Y0, (DI)
	ADDQ    $32, DI
	ADDQ    $32, SI
	SUBQ    $8, CX
	JMP     narrow

done:
	VZEROUPPER
	RET

// func maximaAVX2(n int, x, m *float32)
TEXT ·maximaAVX2(SB), NOSPLIT, $0-24
	MOVQ    n+0(FP), CX
	MOVQ    x+8(FP), SI
	MOVQ    m+16(FP), DI
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1

row:
	VMAXPS (SI), Y0, Y0
	VMAXPS 32(SI), Y1, Y1
	ADDQ   $64, SI
	DECQ   CX
	JNZ    row
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VZEROUPPER
	RET

// The exponential of a half of a row, by the numbers in expNumbers.
#define EXP(offset, most, sum) \
	VMOVUPS offset(SI), Y4     \
	VSUBPS  most, Y4, Y4       \
	VMULPS  32(R9), Y4, Y5     \
	VADDPS  64(R9), Y5, Y5     \
	VSUBPS  64(R9), Y5, Y6     \
	VMULPS  96(R9), Y6, Y7     \
	VSUBPS  Y7, Y4, Y7         \
	VMULPS  128(R9), Y6, Y8    \
	VSUBPS  Y8, Y7, Y7         \
	VMULPS  160(R9), Y7, Y8    \
	VADDPS  192(R9), Y8, Y8    \
	VMULPS  Y7, Y8, Y8         \
	VADDPS  224(R9), Y8, Y8    \
	VMULPS  Y7, Y8, Y8         \
	VADDPS  256(R9), Y8, Y8    \
	VMULPS  Y7, Y8, Y8         \
	VADDPS  288(R9), Y8, Y8    \
	VMULPS  Y7, Y8, Y8         \
	VADDPS  320(R9), Y8, Y8    \
	VMULPS  Y7, Y8, Y8         \
	VADDPS  320(R9), Y8, Y8    \
	VPSLLD  $23, Y5, Y5        \
	VPADDD  320(R9), Y5, Y5    \
	VMULPS  Y5, Y8, Y8         \
	VCMPPS  $30, (R9), Y4, Y4  \
	VANDPS  Y4, Y8, Y8         \
	VADDPS  Y8, sum, sum

// func exponentialsAVX2(n int, x, m, sum *float32)
TEXT ·exponentialsAVX2(SB), NOSPLIT, $0-32
	MOVQ    n+0(FP), CX
	MOVQ    x+8(FP), SI
	MOVQ    m+16(FP), DX
	MOVQ    sum+24(FP), DI
	LEAQ    ·expNumbers(SB), R9
	VMOVUPS (DX), Y0
	VMOVUPS 32(DX), Y1
	VMOVUPS (DI), Y2
	VMOVUPS 32(DI), Y3

row:
	EXP(0, Y0, Y2)
	EXP(32, Y1, Y3)
	ADDQ    $64, SI
	DECQ    CX
	JNZ     row
	VMOVUPS Y2, (DI)
	VMOVUPS Y3, 32(DI)
	VZEROUPPER
	RET

// Eight elements of two tensors at a time.
#define PAIRWISE(instruction) \
eight:                       \
	VMOVUPS     (SI), Y0     \
	instruction (DX), Y0, Y0 \
	VMOVUPS     Y0, (DI)     \
	ADDQ        $32, SI      \
	ADDQ        $32, DX      \
	ADDQ        $32, DI      \
	SUBQ        $8, CX       \
	JNZ         eight        \
	VZEROUPPER               \
	RET

// func addAVX2(n int, out, x, y *float32)
TEXT ·addAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DX
	PAIRWISE(VADDPS)

// func multiplyAVX2(n int, out, x, y *float32)
TEXT ·multiplyAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DX
	PAIRWISE(VMULPS)

// func greaterAVX2(n int, out, x, y *float32)
TEXT ·greaterAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ out+8(FP), DI
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DX
	PAIRWISE(VMAXPS)

// func axpyAVX2(n int, k float32, x, y *float32)
TEXT ·axpyAVX2(SB), NOSPLIT, $0-32
	MOVQ         n+0(FP), CX
	VBROADCASTSS k+8(FP), Y2
	MOVQ         x+16(FP), SI
	MOVQ         y+24(FP), DI

eight:
	VMULPS  (SI), Y2, Y0
	VADDPS  (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNZ     eight
	VZEROUPPER
	RET

// func affineAVX2(n int, k, c float32, x, out *float32)
TEXT ·affineAVX2(SB), NOSPLIT, $0-32
	MOVQ         n+0(FP), CX
	VBROADCASTSS k+8(FP), Y2
	VBROADCASTSS c+12(FP), Y3
	MOVQ         x+16(FP), SI
	MOVQ         out+24(FP), DI

eight:
	VMULPS  (SI), Y2, Y0
	VADDPS  Y3, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNZ     eight
	VZEROUPPER
	RET

// func integersAVX2(n int, x *float32, scale float32, to *int16)
TEXT ·integersAVX2(SB), NOSPLIT, $0-32
	MOVQ         n+0(FP), CX
	MOVQ         x+8(FP), SI
	VBROADCASTSS scale+16(FP), Y15
	MOVQ         to+24(FP), DI

sixteen:
	VMULPS    (SI), Y15, Y0
	VMULPS    32(SI), Y15, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ    $0xd8, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $64, SI
	ADDQ      $32, DI
	SUBQ      $16, CX
	JNZ       sixteen
	VZEROUPPER
	RET

// func interleaveAVX2(pairs int, x *int16, offsets *int32, to *int16)
TEXT ·interleaveAVX2(SB), NOSPLIT, $0-32
	MOVQ pairs+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ offsets+16(FP), DX
	MOVQ to+24(FP), DI

pair:
	MOVLQSX    (DX), R8
	MOVLQSX    4(DX), R9
	VPERMQ     $0xd8, (SI)(R8*2), Y0
	VPERMQ     $0xd8, (SI)(R9*2), Y1
	VPUNPCKLWD Y1, Y0, Y2
	VPUNPCKHWD Y1, Y0, Y3
	VMOVDQU    Y2, (DI)
	VMOVDQU    Y3, 32(DI)
	ADDQ       $8, DX
	ADDQ       $64, DI
	DECQ       CX
	JNZ        pair
	VZEROUPPER
	RET

// func halvesAVX2(n int, x, even, odd *int16)
TEXT ·halvesAVX2(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	MOVQ even+16(FP), DI
	MOVQ odd+24(FP), DX

sixteen:
	VMOVDQU   (SI), Y0
	VMOVDQU   32(SI), Y1
	VPSRAD    $16, Y0, Y2
	VPSRAD    $16, Y1, Y3
	VPSLLD    $16, Y0, Y0
	VPSLLD    $16, Y1, Y1
	VPSRAD    $16, Y0, Y0
	VPSRAD    $16, Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPACKSSDW Y3, Y2, Y2
	VPERMQ    $0xd8, Y0, Y0
	VPERMQ    $0xd8, Y2, Y2
	VMOVDQU   Y0, (DI)
	VMOVDQU   Y2, (DX)
	ADDQ      $64, SI
	ADDQ      $32, DI
	ADDQ      $32, DX
	SUBQ      $16, CX
	JNZ       sixteen
	VZEROUPPER
	RET

// func sumAVX2(n int, x, rest *float32) float32
TEXT ·sumAVX2(SB), NOSPLIT, $0-28
	MOVQ   n+0(FP), CX
	MOVQ   x+8(FP), SI
	MOVQ   rest+16(FP), DX
	VXORPS Y0, Y0, Y0
	TESTQ  CX, CX
	JZ     last

eight:
	VADDPS (SI), Y0, Y0
	ADDQ   $32, SI
	SUBQ   $8, CX
	JNZ    eight

last:
	VADDPS       (DX), Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	VPERMILPS    $0x4e, X0, X1
	VADDPS       X1, X0, X0
	VPERMILPS    $0xb1, X0, X1
	VADDPS       X1, X0, X0
	VMOVSS       X0, ret+24(FP)
	VZEROUPPER
	RET
