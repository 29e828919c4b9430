"""Sentences: graphql-core's, as far as a client can bring them forth, and each in Chinese."""

#: `{rest}` is any text, `{inner}` another sentence or any text, all else a name or a type; so that
#: a long one is read through only once.
SENTENCES = {
    "Syntax Error: Expected {wanted}, found {rest}.": "语法错误：应是 {wanted}，却是 {rest}",
    "Syntax Error: Unexpected {rest}.": "语法错误：这里不应有 {rest}",
    "Syntax Error: Unterminated string.": "语法错误：字符串没有结束",
    "Syntax Error: Document is nested too deeply. Parsing aborted.": "语法错误：嵌套太深",
    "Syntax Error: Document contains more than {rest}": "语法错误：查询太长（{rest}）",
    "Syntax Error: Invalid number, {rest}": "语法错误：数字写得不对（{rest}）",
    "Syntax Error: Invalid character within String: {rest}.": "语法错误：字符串里不能有 {rest}",
    "Syntax Error: {rest}": "语法错误：{rest}",
    "Cannot query field '{field}' on type '{type}'.": "{type} 没有字段“{field}”",
    "Field '{field}' must not have a selection since type '{type}' has no subfields.": (
        "字段“{field}”是 {type}，后面不能有花括号"
    ),
    "Field '{field}' of type '{type}' must have a selection of subfields.": (
        "字段“{field}”是 {type}，须在花括号中写明取哪些字段"
    ),
    "Field '{field}' of type '{type}' must have at least one field selected.": (
        "字段“{field}”是 {type}，至少要取一个字段"
    ),
    "Fields '{field}' conflict because {rest} Use different aliases on the fields to fetch both"
    " if this was intentional.": "几处“{field}”互相冲突；都要的，各起一个别名（{rest}）",
    "Unknown argument '{name}' on field '{field}'.": "字段 {field} 没有参数“{name}”",
    "Unknown argument '{name}' on directive '{directive}'.": "指令 {directive} 没有参数“{name}”",
    "Argument '{name}' of type '{type}' is required, but it was not provided.": (
        "缺少参数 {name}，类型 {type}"
    ),
    "There can be only one argument named '{name}'.": "参数“{name}”写了两次",
    "There can be only one input field named '{name}'.": "“{name}”在一个对象里写了两次",
    "There can be only one variable named '{name}'.": "变量 {name} 声明了两次",
    "There can be only one fragment named '{name}'.": "片段“{name}”有两个",
    "There can be only one operation named '{name}'.": "操作“{name}”有两个",
    "This anonymous operation must be the only defined operation.": (
        "有几个操作的，每个都要有名字"
    ),
    "The {operation} operation is not supported by the schema.": "没有 {operation} 操作",
    "The {name} definition is not executable.": "“{name}”的定义不能执行，这里只能有操作和片段",
    "The '{name}' definition is not executable.": "“{name}”的定义不能执行，这里只能有操作和片段",
    "Unknown type '{type}'.": "没有类型“{type}”",
    "Unknown fragment '{name}'.": "没有片段“{name}”",
    "Fragment '{name}' is never used.": "片段“{name}”没有用到",
    "Fragment cannot condition on non composite type '{type}'.": "{type} 不是对象，不能有片段",
    "Fragment '{name}' cannot condition on non composite type '{type}'.": (
        "{type} 不是对象，不能有片段“{name}”"
    ),
    "Fragment cannot be spread here as objects of type '{parent}' can never be of type '{type}'.": (
        "这里是 {parent}，不会是 {type}"
    ),
    "Fragment '{name}' cannot be spread here as objects of type '{parent}' can never be of type"
    " '{type}'.": "片段“{name}”用在 {type} 上，这里是 {parent}",
    "Cannot spread fragment '{name}' within itself via {rest}.": "片段“{name}”经 {rest} 用到自己",
    "Cannot spread fragment '{name}' within itself.": "片段“{name}”用到自己",
    "Unknown directive '{name}'.": "没有指令 {name}",
    "Directive '{name}' may not be used on {where}.": "指令 {name} 不能用在 {where} 上",
    "The directive '{name}' can only be used once at this location.": "指令 {name} 写了两次",
    "{kind} directive {rest}": "这里不能用 @defer 和 @stream",
    "Variable '{name}' is not defined by operation '{operation}'.": (
        "操作“{operation}”没有声明变量 {name}"
    ),
    "Variable '{name}' is not defined.": "没有声明变量 {name}",
    "Variable '{name}' is never used in operation '{operation}'.": (
        "变量 {name} 在操作“{operation}”中没有用到"
    ),
    "Variable '{name}' is never used.": "变量 {name} 没有用到",
    "Variable '{name}' cannot be non-input type '{type}'.": "变量 {name} 不能是 {type}",
    "Variable '{name}' expected value of type '{type}' which cannot be used as an input type.": (
        "变量 {name} 不能是 {type}"
    ),
    "Variable '{name}' of type '{type}' used in position expecting type '{wanted}'.": (
        "变量 {name} 是 {type}，用它的地方要 {wanted}"
    ),
    "Variable '{name}' is of type '{type}' but must be non-nullable to be used for OneOf Input"
    " Object '{input}'.": "变量 {name} 是 {type}，用在 {input} 中不能为空",
    "Variable '{name}' is null where a value of type '{type}' is expected.": (
        "变量 {name} 是 null，用它的地方要 {type}"
    ),
    "Variable '{name}' has invalid default value: {inner}": "变量 {name} 的默认值不对：{inner}",
    "Variable '{name}' has invalid default value at {place}: {inner}": (
        "变量 {name} 的默认值中，{place} 不对：{inner}"
    ),
    "Variable '{name}' has invalid value: {inner}": "变量 {name} 的值不对：{inner}",
    "Variable '{name}' has invalid value at {place}: {inner}": (
        "变量 {name} 的值中，{place} 不对：{inner}"
    ),
    "Variable values are nested too deeply.": "变量的值嵌套太深",
    "Expected a value of non-null type '{type}' to be provided.": "缺少 {type} 的值",
    "Expected value of non-null type '{type}' not to be None.": "要 {type}，不能是 null",
    "Expected value of type '{type}' to be an object, found: {rest}.": "要 {type}，收到 {rest}",
    "Expected value of type '{type}' to include required field '{field}', found: {rest}.": (
        "{type} 中缺少“{field}”，收到 {rest}"
    ),
    "Expected value of type '{type}' not to include unknown field '{field}', found: {rest}.": (
        "{type} 中没有“{field}”，收到 {rest}"
    ),
    "Expected value of type '{type}' not to include unknown field '{field}'. Found: {rest}.": (
        "{type} 中没有“{field}”，收到 {rest}"
    ),
    "Expected value of type '{type}', found: {rest}.": "要 {type}，收到 {rest}",
    "Expected value of type '{type}', but encountered error '{cause}'; found: {rest}.": (
        "{cause}，收到 {rest}"
    ),
    "Expected variable '{name}' provided to {rest}": "变量 {name} 没有值（{rest}）",
    "Within OneOf Input Object type '{type}', exactly one field must be specified, and the value"
    " for that field must be non-null.": "{type} 中应当正好写一项，且不是 null",
    "Value '{name}' does not exist in '{type}' enum.": "{type} 没有“{name}”这个值",
    "Enum '{type}' cannot represent non-enum value: {rest}.": (
        "{type} 要一个不加引号的值，收到 {rest}"
    ),
    "Enum '{type}' cannot represent non-string value: {rest}.": "{type} 要一个字符串，收到 {rest}",
    "{type} cannot represent non 32-bit signed integer value: {rest}": (
        "{type} 要 32 位整数，收到 {rest}"
    ),
    "{type} cannot represent non-integer value: {rest}": "{type} 要整数，收到 {rest}",
    "{type} cannot represent non numeric value: {rest}": "{type} 要数字，收到 {rest}",
    "{type} cannot represent a non string value: {rest}": "{type} 要字符串，收到 {rest}",
    "{type} cannot represent a non boolean value: {rest}": "{type} 要 true 或 false，收到 {rest}",
    "{type} cannot represent a non-string and non-integer value: {rest}": (
        "{type} 要字符串或整数，收到 {rest}"
    ),
    "{type} cannot represent value: {rest}": "{type} 不能是 {rest}",
    "Value cannot represent a UUID: {rest}. Expected a string.": "要 UUID，收到 {rest}",
    "Value cannot represent a UUID: {rest}. badly formed hexadecimal UUID string": (
        "要 UUID，收到 {rest}"
    ),
    "{who} must select only one top level field.": "一个订阅只能有一个字段",
    "{who} must select one top level field.": "一个订阅要有一个字段",
    "{who} must not select an introspection top level field.": "订阅不能问模式本身",
    "{who} must not use `@skip` or `@include` directives in the top level selection.": (
        "订阅的字段上不能用 @skip 和 @include"
    ),
    "GraphQL introspection has been disabled, but the requested query contained the field"
    " '{name}'.": "这里不能问模式本身（{name}）",
    "Too many validation errors, error limit reached. Validation aborted.": (
        "错误太多，没有检查完"
    ),
    "Too many errors processing variables, error limit reached. Execution aborted.": (
        "变量的错误太多，没有检查完"
    ),
}
