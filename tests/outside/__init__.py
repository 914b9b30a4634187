"""What is not ours, pointed at our pages over HTTP: a part of `make slow`, installed by `make outside`."""
