def sentence(c):
    return ", ".join(str(r.code) for r in c.reasons)


def constraint_text(f):
    return str(f.constraint)


def count_text(c):
    return str(c)


def preference_label(p):
    return str(p)


def urgency_text(p):
    return str(p.part)
