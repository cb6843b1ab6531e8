"""The graph people can question: values of the model in, a networkx ``MultiDiGraph`` out.

``build`` makes it, ``ask`` questions it. Nodes carry ``type`` (document clause party term norm deadline external) and
``label``; edges carry ``type`` and the span that proves them (``doc``, ``start``, ``end``).
"""

from legaltools.graph.ask import answer
from legaltools.graph.build import build, node_link

__all__ = ["answer", "build", "node_link"]
