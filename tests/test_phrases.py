"""The phrases that measure understanding are new to the model: none is an example of its training,
nor nearly one. (Exact repetitions are the content check's matter.)"""

import numpy as np

from tools.content.documents import read_files
from tools.content.reading import Content
from tools.evaluation.phrases import load
from tools.train import PROJECT
from nlu.sentence_encoder import Encoder

NEARLY_THE_SAME = 0.96  # cosine
