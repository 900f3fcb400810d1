"""What makes the templates fast: work done when they are compiled, not on each of many pages.

Both parts here do what Jinja does, sooner or quicker; without them the site would be the same.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import InternationalizationExtension
from jinja2.nodes import Node
from jinja2.parser import Parser

_PLACEHOLDER = re.compile(r"%\((?P<name>\w+)\)s")


class CompiledTranslations(InternationalizationExtension):
    """``{% trans %}`` with the translation itself in the place of the call that looks it up.

    An environment speaks one language, so the sentence is known when the template is. Wants
    ``environment.translations``, the gettext catalogue. Plurals are left to the original.
    """

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """The nodes of a ``{% trans %}`` block."""
        parsed = super().parse(parser)
        return [self._fold(node) for node in (parsed if isinstance(parsed, list) else [parsed])]

    def _fold(self, node: nodes.Node) -> nodes.Node:
        match node:
            case nodes.Output(nodes=[nodes.Call(node=nodes.Name(name=name)) as call]) if name in {
                "gettext",
                "pgettext",
            }:
                translate = getattr(self.environment, "translations")  # noqa: B009 - set by extend
                text = getattr(translate, name)(*(argument.as_const() for argument in call.args))
                values = {keyword.key: keyword.value for keyword in call.kwargs}
                return nodes.Output(list(_pieces(text, values)), lineno=node.lineno)
        return node


def _pieces(text: str, values: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """*text* in pieces: what it says itself, as it is, and the *values* in its placeholders."""
    # A split by a pattern with one group alternates between text and the group.
    for number, piece in enumerate(_PLACEHOLDER.split(text)):
        if number % 2:
            yield values[piece]
        elif piece:
            yield nodes.TemplateData(piece.replace("%%", "%"))


class QuickOutput(CodeGenerator):
    """Code that puts out fewer and longer pieces, and escapes a value only if it has to.

    Wants ``environment.escaped``. If a later Jinja generates its code otherwise, this is not
    called, and the values are escaped as Jinja does it.
    """

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """Visit a block's *nodes*, with what is put out one after another taken together.

        What a ``{% block %}`` puts out is handed on in one piece: each piece of its own would
        have to climb through all the templates that it extends.
        """
        gathered = frame.block_frame and frame.buffer is None
        if gathered:
            self.buffer(frame)
        super().blockvisit(list(_joined(nodes)), frame)
        if gathered:
            self.writeline(f"yield ''.join({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own private type
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


def _joined(block: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """The nodes of *block*, neighbouring outputs (left by translated sentences) as one."""
    for outputs, group in itertools.groupby(block, lambda node: isinstance(node, nodes.Output)):
        if outputs:
            found = list(group)
            pieces = [piece for output in found for piece in output.iter_child_nodes()]
            yield nodes.Output(pieces, lineno=found[0].lineno)
        else:
            yield from group
