"""An issue's life: filing, triage, handing on, promising, resolving, ending; its table and its categories."""
