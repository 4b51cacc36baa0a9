"""A small network of the house on ONNX Runtime: on one thread, as several may be asked at once and a second is in the way of others."""

from __future__ import annotations

from typing import Any


def opened(weights: bytes) -> Any:
    """The network of those weights, ready to run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
