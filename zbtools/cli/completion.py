"""`zbtools completion`: the completion script of a shell."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that makes SHELL complete the commands, options and files of zbtools.

    \b
    Examples:
      echo 'eval "$(zbtools completion bash)"' >> ~/.bashrc
      echo 'eval "$(zbtools completion zsh)"' >> ~/.zshrc
      zbtools completion fish > ~/.config/fish/completions/zbtools.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None, "click knows all shells of the choice"
    click.echo(script(context.find_root().command, {}, "zbtools", "_ZBTOOLS_COMPLETE").source())
