"""Figures as they are written: two decimals at most, a true minus, a language's decimal sign."""


def written(value: float, decimal: str = ",") -> str:
    """``15``, ``11,67``, ``−3,5``: a prorated total or a mean never runs on in decimals."""
    text = f"{round(value, 2) + 0:.15g}"  # + 0: there is no −0
    return text.replace(".", decimal).replace("-", "\N{MINUS SIGN}")


def signed(points: float, decimal: str = ",") -> str:
    """A change: ``+2``, ``−3,33``, ``±0``."""
    sign = "" if round(points, 2) < 0 else "+" if round(points, 2) > 0 else "±"
    return sign + written(points, decimal)
