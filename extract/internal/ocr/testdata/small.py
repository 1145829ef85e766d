"""Writes small.onnx, a recogniser of four classes with random weights and every operator that recognisers have in some
form, for tests of models that are damaged.

    python small.py     (onnx 1.23.2, numpy)
"""

import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def main():
    random = np.random.default_rng(18)
    nodes, tensors = [], []

    def constant(name, values):
        tensors.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def weights(name, *shape):
        return constant(name, random.normal(0, 0.5, shape).astype(np.float32))

    def node(op, inputs, output, **attributes):
        nodes.append(helper.make_node(op, inputs, [output], **attributes))
        return output

    x = node("Conv", ["x", weights("w0", 4, 3, 3, 3), weights("b0", 4)], "c0", strides=[2, 2], pads=[1, 1, 1, 1])
    x = node("Relu", [x], "r0")
    pooled = node("MaxPool", [x], "p0", kernel_shape=[2, 2], strides=[1, 1], auto_pad="SAME_UPPER")
    x = node("Concat", [x, pooled], "cat", axis=1)
    x = node("Conv", [x, weights("w1", 8, 1, 3, 3)], "c1", strides=[2, 1], pads=[1, 1, 1, 1], group=8)
    mean = node("ReduceMean", [x], "mean", axes=[2, 3], keepdims=1)
    gate = node("HardSigmoid", [node("Conv", [mean, weights("w2", 8, 8, 1, 1)], "c2")], "gate")
    x = node("Mul", [x, gate], "gated")
    constant("w3.int8", random.integers(-127, 128, (6, 8, 1, 1)).astype(np.int8))
    node("DequantizeLinear", ["w3.int8", constant("w3.scale", np.full(6, 0.01, np.float32))], "w3", axis=0)
    x = node("Conv", [x, "w3"], "c3")
    half = node("Div", [x, constant("root", np.float32(2**0.5))], "d")
    half = node("Add", [node("Erf", [half], "e"), constant("one", np.float32(1))], "e1")
    x = node("Mul", [node("Mul", [x, half], "xe"), constant("half", np.float32(0.5))], "gelu")
    x = node("BatchNormalization", [x] + [constant(f"n{i}", np.full(6, 0.5 + i, np.float32)) for i in range(4)], "bn")
    x = node("Add", [node("Conv", [x, weights("w4", 6, 6, 1, 1)], "c4"), x], "sum")
    x = node("HardSwish", [node("Clip", [x, constant("low", np.float32(-3)), constant("high", np.float32(3))], "clip")], "hs")
    x = node("AveragePool", [x], "p1", kernel_shape=[12, 4], strides=[12, 4])
    shape = node("Slice", [node("Shape", [x], "shape"), constant("zero", np.array([0])), constant("two", np.array([2])), "zero"], "head")
    shape = node("Concat", [shape, constant("rest", np.array([-1]))], "flat", axis=0)
    x = node("Transpose", [node("Reshape", [x, shape], "flattened")], "rows", perm=[0, 2, 1])
    centred = node("Sub", [x, node("ReduceMean", [x], "m1", axes=[-1])], "centred")
    square = node("ReduceMean", [node("Pow", [centred, constant("square", np.float32(2))], "sq")], "m2", axes=[-1])
    x = node("Div", [centred, node("Sqrt", [node("Add", [square, constant("epsilon", np.float32(1e-5))], "ve")], "sd")], "normal")
    scores = node("Softmax", [node("MatMul", [x, node("Transpose", [x], "turned", perm=[0, 2, 1])], "scores")], "attention", axis=2)
    x = node("MatMul", [scores, x], "mixed")
    x = node("Squeeze", [node("Unsqueeze", [x, constant("axis", np.array([1]))], "deep"), "axis"], "flat2")
    dense = node("Add", [node("MatMul", [x, weights("w5", 6, 7)], "m5"), weights("b5", 7)], "a5")
    x = node("Mul", [dense, node("Sigmoid", [dense], "s5")], "swish")
    x = node("Softmax", [node("MatMul", [x, weights("w6", 7, 4)], "m6")], "y", axis=2)
    graph = helper.make_graph(
        nodes, "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 48, "w"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, "t", 4])], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    helper.set_model_props(model, {"character": "甲\n乙"})
    onnx.checker.check_model(model, full_check=True)
    (pathlib.Path(__file__).parent / "small.onnx").write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
