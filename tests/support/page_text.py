"""A rule's page, made up, for tests of whatever reads pages."""

PAGE = """\
+++
id = "some-rule"
kind = "roster"
title = { zh = "某规则", en = "Some rule" }
authority = ["H2"]
law = ["Labour Law 38"]
unit = { zh = "天", en = "day" }
default_mode = "soft"
default_weight = 7

[finding.short]
zh = "少 {size} 天"
en = "{size} day(s) short"
mend_zh = "补上"
mend_en = "add them"
+++

# Some rule

## Requires

Days off.

### 中文

休息。

## Why

Rest.

## Exactly

```
## not a head
```

## Parameters

<!-- parameters -->
<!-- /parameters -->

## Passes

```toml
first = "2026-10-01"
roster = "A = ."
```

## Fails

First:

```toml
roster = "A = D"
breaches = [ { code = "short" } ]
```

```toml
roster = "A = E"
breaches = [ { code = "short" } ]
```
"""
