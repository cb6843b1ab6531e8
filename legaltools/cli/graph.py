"""``legaltools graph``: the graph as data, and questions asked of it."""

import click

from legaltools.cli import frame
from legaltools.cli.options import fail, give, output_options, page, read_source, reading_options
from legaltools.cli.wording import Lang, text

ASK = "ask"


@frame.command("graph")
@click.argument("words", metavar=text("options.graph_words"), nargs=-1, required=True)
@reading_options
@output_options("json", "graphml", "gexf", "dot", "mermaid", "jsonld", "text")
@click.option("--impact", metavar="EID", help=text("options.impact"))
def command(words: tuple[str, ...], to: str, output: str | None, lang: Lang, impact: str | None) -> None:
    """Print the graph of the files, or the answer to a question."""
    from legaltools import pipeline

    files, question = (words[: words.index(ASK)], words[words.index(ASK) + 1 :]) if ASK in words else (words, ())
    asked = ("impact", impact) if impact else question
    if not files or len(asked) > 2 or (ASK in words and not question):
        raise click.UsageError(text("errors.question"))
    graph = pipeline.build_graph(*[pipeline.parse(read_source(file)) for file in files])
    if not asked:
        give(pipeline.write_graph(graph, "json" if to == "text" else to), output)
        return
    name, about = asked[0], asked[1] if len(asked) > 1 else ""
    form = "json" if to == "json" and _chosen("to") else "text"
    try:
        answers = pipeline.ask(graph, name, about)
    except ValueError:
        raise click.UsageError(text("errors.question")) from None
    except LookupError as error:
        if error.args[0] == name:
            raise click.UsageError(text("errors.question")) from None
        raise fail(" ".join(asked), text("errors.no_answer", what=error.args[0])) from None
    give(pipeline.write_answers(answers, name, about, form, lang, page(output)), output)


def _chosen(option: str) -> bool:
    """Tell whether the user gave an option himself."""
    source = click.get_current_context().get_parameter_source(option)
    return source is click.core.ParameterSource.COMMANDLINE
