"""Makes recogniser.onnx, the recogniser that the program embeds: PP-OCRv6 small of PaddleOCR, as PyPI's rapidocr ships
it, with the weights in 8 bits, symmetric, a scale for each output channel, as ONNX's DequantizeLinear has them.

    python make.py [WHEEL]

takes the wheel from the registry where none is given. It needs onnx (1.23.2 made what is here) and numpy, and
writes the same bytes each time; `sha256` beside the model states which.
"""

import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import numpy as np
import onnx
from onnx import helper, numpy_helper, version_converter

PACKAGE = "rapidocr==3.10.0"
MEMBER = "rapidocr/models/PP-OCRv6_rec_small.onnx"
SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
# Tensors with fewer numbers (biases, depthwise kernels) are kept as they are: they are little and tell much.
SMALL = 2000


def download(folder):
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE], check=True)
    return next(pathlib.Path(folder).glob("rapidocr-*.whl"))


def original(wheel):
    data = zipfile.ZipFile(wheel).read(MEMBER)
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        sys.exit(f"{MEMBER} has the digest {digest}, not {SHA256}")
    return onnx.load_from_string(data)


def constants_to_initializers(graph):
    """Constants that nodes make become initializers, as the weights are in the end."""
    kept = []
    for node in graph.node:
        if node.op_type == "Constant":
            tensor = node.attribute[0].t
            tensor.name = node.output[0]
            graph.initializer.append(tensor)
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)


def drop_identities(graph):
    """Identities are what the conversion from PaddlePaddle left: their users read what they read."""
    names, kept = {}, []
    results = {o.name for o in graph.output}
    for node in graph.node:
        node.input[:] = [names.get(i, i) for i in node.input]
        if node.op_type == "Identity" and node.output[0] not in results:
            names[node.output[0]] = node.input[0]
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)


def quantise(graph):
    """Weights of convolutions (axis 0) and of matrix products (axis 1, the columns) become int8 with their scales."""
    axes = {}
    for node in graph.node:
        if node.op_type in ("Conv", "MatMul"):
            axes[node.input[1]] = 0 if node.op_type == "Conv" else 1
    tensors, nodes = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        axis = axes.get(tensor.name)
        if axis is None or values.dtype != np.float32 or values.size < SMALL:
            tensors.append(tensor)
            continue
        others = tuple(i for i in range(values.ndim) if i != axis)
        scale = (np.abs(values).max(axis=others) / np.float32(127)).astype(np.float32)
        scale[scale == 0] = 1
        shape = [1] * values.ndim
        shape[axis] = -1
        rounded = np.rint(values / scale.reshape(shape)).astype(np.int8)
        tensors += [numpy_helper.from_array(rounded, tensor.name + ".int8"), numpy_helper.from_array(scale, tensor.name + ".scale")]
        nodes.append(helper.make_node("DequantizeLinear", [tensor.name + ".int8", tensor.name + ".scale"], [tensor.name], axis=axis))
    del graph.initializer[:]
    graph.initializer.extend(tensors)
    operators = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + operators)


def main():
    with tempfile.TemporaryDirectory() as folder:
        model = original(sys.argv[1] if len(sys.argv) > 1 else download(folder))
    # Scales for each channel came with version 13 of the operators.
    model = version_converter.convert_version(model, 13)
    constants_to_initializers(model.graph)
    drop_identities(model.graph)
    quantise(model.graph)
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.ClearField("name")
        node.ClearField("doc_string")
    onnx.checker.check_model(model)
    data = model.SerializeToString(deterministic=True)
    here = pathlib.Path(__file__).parent
    (here / "recogniser.onnx").write_bytes(data)
    (here / "sha256").write_text(hashlib.sha256(data).hexdigest() + "\n")
    print(f"{len(data)} bytes, {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
