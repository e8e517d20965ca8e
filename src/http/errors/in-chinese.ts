/**
 * Chinese translations of error messages that are not a `UserError`. `{name}` is a part that varies.
 * A test finds the messages in the source and checks that each one has a translation.
 */
const messages: Record<string, string> = {
  // Authentication and access
  'The access token is not valid': '访问令牌无效。',
  'The access token has expired': '访问令牌已过期，请重新登录。',
  'The access token was revoked': '访问令牌已被吊销，请重新登录。',
  'The access token gives none of the roles of this API': '访问令牌未包含本接口的任何角色。',
  'Authorization takes `Bearer <token>`': 'Authorization 请求头的格式为 `Bearer <访问令牌>`。',
  'This gateway executes trusted documents alone, and this one is not in its list. Give the document to the operator of the gateway.':
    '本平台仅执行已登记的查询文档，该文档未登记；请将文档提交平台运维人员登记。',
  '{field} needs a token of {roles}': '{field} 需要以下角色的访问令牌：{roles}。',
  '{field} is for {roles}; this token is for {role}': '{field} 仅限 {roles} 使用；当前令牌的角色为 {role}。',
  'The condition `{condition}` is for {roles}; this token is for {role}. Leave it out.':
    '条件 `{condition}` 仅限 {roles} 使用；当前令牌的角色为 {role}，请去掉该条件后重试。',
  '{field} needs the scope `{scope}`, which this token was not given':
    '{field} 需要权限范围 `{scope}`，当前令牌未获授权。',
  '{operation} is done for an institution or an enterprise, and this token has none: register or bind it first, then take a new token':
    '{operation} 须以保险机构或企业的身份办理，当前令牌尚未绑定。请先登记或绑定，再重新获取令牌。',
  '{what} is done for an institution or an enterprise, and this token has none':
    '{what}：须以保险机构或企业的身份办理，当前令牌尚未绑定。',
  'Sign in again': '请重新登录。',
  'Sign in first': '请先登录。',
  'This sign-in has ended; begin again where you came from': '本次登录已结束，请回到原页面重新开始。',
  'Asked too often from this address; try again in {seconds} seconds': '该地址请求过于频繁，请在 {seconds} 秒后重试。',
  'The limit for one minute is reached. Try again in {seconds} seconds.':
    '已达到每分钟的请求上限，请在 {seconds} 秒后重试。',
  '{why} Try again in {seconds} seconds.': '{why}请在 {seconds} 秒后重试。',
  'This route takes at most {files} files and {size} MB of a client within a day.':
    '该接口对同一用户 24 小时内最多接收 {files} 个文件、合计 {size} MB。',
  'Too many of your requests are at work.': '您正在处理中的请求过多。',
  'The signature does not fit, or is too old': '签名不符或已过期。',

  // Temporary failures
  'The database does not answer at the moment. Send the same request again later; with the same idempotencyKey nothing is done twice.':
    '数据库暂时没有响应，请稍后重发同一请求；使用相同的 idempotencyKey 不会重复办理。',
  'The gateway has no room to work at the moment. Send it again later.':
    '服务器存储空间等资源暂时不足，请稍后重新发送。',
  'Too many requests are being served at the moment. Try again in a moment.': '当前请求过多，请稍后重试。',
  'Too many archives are being read at the moment. Try again in a moment.': '当前正在读取的压缩包过多，请稍后重试。',
  'Too many requests are at work. Send this one again later.': '当前处理中的请求过多，请稍后重发。',
  'The stream was interrupted on our side. Subscribe again with your last cursor as `after`.':
    '推送因服务端故障中断，请以最后收到的游标作为 `after` 重新订阅。',
  'Something went wrong on our side; tell us the request id {id}': '服务端出现故障，请向我们提供请求编号 {id}。',
  'This took too long to read and was stopped. Ask for fewer rows or a narrower filter, or try again later':
    '读取时间过长，已停止。请减少行数或缩小筛选范围，或稍后重试。',
  'One socket may have {most} operations at once. Complete some of them first.':
    '一个连接同时最多进行 {most} 个操作，请先结束其中一部分。',
  'A client may open {most} streams': '一个客户端最多打开 {most} 个推送流。',
  PersistedQueryNotFound: '未找到该摘要对应的查询，请连同查询文本重新发送。',

  // The request
  'The request has no `query`': '请求缺少 `query`。',
  '`{name}` has to be a string': '`{name}` 须为字符串。',
  '`{name}` has to be an object': '`{name}` 须为对象。',
  '`{name}` has to be JSON': '`{name}` 须为 JSON。',
  '`{name}` is given once': '`{name}` 只能给出一次。',
  'The body has to be one JSON object with `query`': '请求体须为一个含有 `query` 的 JSON 对象。',
  'The body is not UTF-8': '请求体不是 UTF-8 编码。',
  "Body is not valid JSON but content-type is set to 'application/json'": '请求体不是有效的 JSON。',
  "Body cannot be empty when content-type is set to 'application/json'": '请求体为空，应为 JSON。',
  'Send the body without Content-Encoding; {coding} is not decoded':
    '请求体请勿使用 Content-Encoding；不支持 {coding}。',
  'JSON and forms are sent in UTF-8; {charset} is not decoded': 'JSON 和表单须以 UTF-8 编码发送；不支持 {charset}。',
  'The body may have {size} kB without a token': '未携带访问令牌时，请求体不超过 {size} kB。',
  'A mutation is sent with POST': '变更操作须以 POST 发送。',
  'A subscription runs over a WebSocket at /graphql, or as server-sent events at /graphql/stream':
    '订阅请通过 /graphql 的 WebSocket，或 /graphql/stream 的服务器推送事件（SSE）。',
  'A subscription selects its root field directly, without @skip or @include':
    '订阅须直接选取根字段，不可使用 @skip 或 @include。',
  'The document has no operation, or several: name one with `operationName`':
    '查询文档没有操作或有多个操作，请用 `operationName` 指定。',
  'The document has no operation with the name in `operationName`': '查询文档中没有 `operationName` 指定的操作。',
  '`extensions.persistedQuery` takes `version: 1` and `sha256Hash`':
    '`extensions.persistedQuery` 须包含 `version: 1` 和 `sha256Hash`。',
  '`sha256Hash` is not the SHA-256 of `query`': '`sha256Hash` 与 `query` 的 SHA-256 不符。',
  'The document selects the same fields too often. Select each field once.':
    '查询文档重复选取同一字段过多，请每个字段只选取一次。',
  'The document has more than {most} {what}. Ask for less, or send it in parts.':
    '查询文档超过 {most} 个{what}，请减少内容或分次发送。',
  'The document is nested too deeply': '查询文档嵌套过深。',
  'This asks for {fields} fields; the most is {most}. Ask for fewer rows (`first`) or fewer lists within lists.':
    '本次查询涉及 {fields} 个字段，上限为 {most}。请减少行数（`first`）或减少嵌套的列表。',
  'This asks for {parts} parts of the schema; the most is {most}. Ask for it once, or take it from `GET /schema.graphql`.':
    '本次查询涉及 {parts} 项模式内容，上限为 {most}。请只查询一次，或从 `GET /schema.graphql` 获取。',
  'There is nothing at {address}': '{address} 不存在。',
  '`role` is one of {roles}': '`role` 须为以下之一：{roles}。',
  '`{name}` of the address holds a character that cannot be kept: {found}':
    '地址中的 `{name}` 含有无法保存的字符：{found}',
  'There is no such page of the documentation': '没有该文档页面。',
  'The query of the address is wrong: {faults}': '地址中的参数有误：{faults}',
  'Not in the list of trusted documents of this gateway; send one of them, or its SHA-256':
    '本网关只执行受信文档清单中的查询，请发送其中之一或其 SHA-256。',

  // Values
  '`{place}` may have {most} {unit}; found {found}': '`{place}` 最多 {most} {unit}，实际为 {found}。',
  '`{name}` has at most {most}; found {found}': '`{name}` 最多 {most} 项，实际为 {found} 项。',
  '`{name}` has at most {most}; found {found}. Send a file':
    '`{name}` 最多 {most} 项，实际为 {found} 项，请改用文件上传。',
  '`{name}` has 1 to {most}; found {found}': '`{name}` 须有 1 至 {most} 项，实际为 {found} 项。',
  '`{name}` is from 1 to {most}; found {found}': '`{name}` 的取值为 1 至 {most}，实际为 {found}。',
  '`{name}` is between {least} and {most}': '`{name}` 的取值为 {least} 至 {most}。',
  'Give `{one}` or `{other}`, not both': '`{one}` 与 `{other}` 只能给出一个。',
  '`{one}` goes with `{other}`': '`{one}` 须与 `{other}` 一起使用。',
  'This cursor belongs to the order {found}, not to {order}': '该游标属于排序 {found}，不能用于 {order}。',
  'This cursor is not one of ours': '该游标不是本接口生成的。',
  '`after` is not a cursor of events': '`after` 不是事件的游标。',
  'This cursor is not of this event log; read the present state and follow from there':
    '该游标不属于当前事件日志，请读取最新状态后重新订阅。',
  'A value is beyond what can be kept; check dates, numbers and ids':
    '有数值超出可保存的范围，请检查日期、数字和标识。',
  'A text holds a character that cannot be kept (NUL)': '文本含有无法保存的字符（NUL）。',
  'Write a day that the calendar has, from 1900-01-01 to 2999-12-31, as "2025-03-31"; found {found}':
    '请填写日历上存在的日期，须在 1900-01-01 至 2999-12-31 之间，写作 "2025-03-31"；实际为 {found}。',
  'Write an instant with its offset, as "2025-09-01T16:00:00+08:00"; found {found}':
    '请填写带时区偏移的时间，写作 "2025-09-01T16:00:00+08:00"；实际为 {found}。',
  'Write a number with at most ten decimals as a string, as "0.5"; found {found}':
    '请以字符串填写小数，最多十位小数，写作 "0.5"；实际为 {found}。',
  'Write yuan with at most two decimals as a string, as "12345.60"; found {found}':
    '请以字符串填写金额，以元为单位，最多两位小数，写作 "12345.60"；实际为 {found}。',
  'The rate of {code} is from "0" to "1"; found "{rate}"': '{code} 的补贴比例须在 "0" 至 "1" 之间，实际为 "{rate}"。',
  'A draft is simulated whole: leave the other suppositions out':
    '按草案测算时使用草案的全部内容，请勿再给出其他假设。',
  'There is no programme {code}': '没有代码为 {code} 的年度补贴工作。',
  '`submissionId` is not the id of a submission': '`submissionId` 不是批量上传的标识。',

  // Files
  'The body has to be a PDF, JPEG or PNG; detected from its content': '文件须为 PDF、JPEG 或 PNG（按内容识别）。',
  'The body has to be a PDF, OFD, JPEG or PNG; detected from its content':
    '文件须为 PDF、OFD、JPEG 或 PNG（按内容识别）。',
  'The body has to be a PDF, OFD, JPEG or PNG, or a ZIP of them': '文件须为 PDF、OFD、JPEG 或 PNG，或由其组成的 ZIP。',
  'The body has to be a JSON array of reports: {fault}': '请求体须为状态报告的 JSON 数组：{fault}',
  'Name the file: ?fileName=…, at most 200 characters': '请给出文件名：?fileName=…，不超过 200 个字符。',
  'Say of which programme: ?programme=<code>': '请指明年度补贴工作：?programme=<代码>。',
  'The form has no file': '表单中没有文件。',
  'There is no body: send the file itself, or a form with one file':
    '没有请求体：请直接发送文件，或发送含一个文件的表单。',
  'There is no body: send the paper itself, or a form with one file':
    '没有请求体：请直接发送材料文件，或发送含一个文件的表单。',
  'A paper has at most {size} MB': '单份材料不超过 {size} MB。',
  'An attachment has at most {size} MB': '单个附件不超过 {size} MB。',
  'The header `objection-code` has to hold the code that came by text message':
    '请求头 `objection-code` 须填写短信收到的验证码。',
  'There is no such attachment': '没有该附件。',
  'There is no such export of yours, or its time is over': '没有您的该导出文件，或其保存期限已过。',
  // The parameters of the change feed
  'since: is a cursor of this feed; 0 for the beginning': 'since 须为本动态的游标，0 表示从头开始。',
  'before: is a cursor of this feed': 'before 须为本动态的游标。',
  'creditCode: is a unified social credit code of 18 characters': 'creditCode 须为 18 位统一社会信用代码。',
  '{name}: Too small: expected number to be >={least}': '{name} 不得小于 {least}。',
  '{name}: Too big: expected number to be <={most}': '{name} 不得大于 {most}。',
  '{name}: Invalid input: expected number, received {found}': '{name} 须为整数。',
  'Unrecognized key: "{name}"': '没有参数 {name}。',

  // Exports
  'it has one operation, a query': '文档须有且仅有一个查询操作',
  'it asks for one field': '查询须有且仅有一个字段',
  'its list has no directives': '列表上不能使用指令',
  '`{name}` is no list': '`{name}` 不是列表',
  'of the list it asks for `nodes` alone': '列表中只能选取 `nodes`',
  'There is no such authorisation that you may see': '没有您可以查看的该授权书。',
  'There is no such identity paper that you may see': '没有您可以查看的该身份证明材料。',
  'There is no such import that you may see': '没有您可以查看的该导入记录。',
  'There is no such file that you may see': '没有您可以查看的该文件。',
  'There is no such paper that you may see': '没有您可以查看的该材料。',
  'There is no such spot check that you may see': '没有您可以查看的该次抽核。',
  'There is no such submission of yours': '没有您的该批量上传记录。',
  'A dry run has no receipt: nothing was written': '试算不写入数据，没有回执。',
  'The rows are still being checked; ask for the receipt when they are done': '正在逐行处理，处理完毕后可下载回执。',
  'The file was refused as a whole, so there is no receipt': '该文件整体未受理，没有回执。',
  'The receipt could not be written in time; ask for it again': '回执未能及时生成，请重新下载。',
  'There is no such file; the batch has to be released first': '没有该文件；资金拨付批次须先下达。',

  // Open data
  'The notice has releases 1 to {last}, not {number}': '该公示有第 1 至 {last} 版，没有第 {number} 版。',
  'The list comes as {known}; not as {extension}': '名单提供以下格式：{known}；不提供 {extension}。',
  'There is no such notice, or its first release is not in the log yet': '没有该公示，或其第一版尚未写入日志。',
  'There is no such service notice, or it is not published': '没有该送达公告，或该公告尚未发布。',
  'The log has no such tile': '日志中没有该分块。',
  'There is no such line in the log': '日志中没有该行。',
  'The log has no checkpoint yet; ask again in a moment': '日志尚无检查点，请稍后再试。',
  'from: has to be at most `to`': 'from 不能大于 `to`。',
  '{name}: is a size from 0 to {size}': '{name} 的取值为 0 至 {size}。',

  // Messages of graphql-js about documents
  'Syntax Error: {fault}': '查询语法错误：{fault}',
  'Expected {needed}, found {found}.': '应为 {needed}，实际为 {found}。',
  'Unexpected {found}.': '{found} 不应出现在此处。',
  'Unexpected {found}, expected {needed}.': '应为 {needed}，实际为 {found}。',
  'Unexpected character: {found}.': '不应出现的字符：{found}。',
  'Invalid character: {found}.': '无效字符：{found}。',
  'Invalid number, expected digit but got: {found}.': '数字书写有误，实际为 {found}。',
  'Unterminated string.': '字符串没有结束。',
  'Cannot query field "{field}" on type "{type}".': '类型 "{type}" 没有字段 "{field}"。',
  'Cannot query field "{field}" on type "{type}". Did you mean {hint}?':
    '类型 "{type}" 没有字段 "{field}"，您是否要用 {hint}？',
  'Cannot query field "{field}" on type "{type}". Did you mean to use an inline fragment on {hint}?':
    '类型 "{type}" 没有字段 "{field}"，请在 {hint} 的行内片段中选取。',
  'Unknown argument "{name}" on field "{field}".': '字段 "{field}" 没有参数 "{name}"。',
  'Unknown argument "{name}" on field "{field}". Did you mean {hint}?':
    '字段 "{field}" 没有参数 "{name}"，您是否要用 {hint}？',
  'Unknown type "{name}".': '没有类型 "{name}"。',
  'Unknown type "{name}". Did you mean {hint}?': '没有类型 "{name}"，您是否要用 {hint}？',
  'Unknown fragment "{name}".': '没有片段 "{name}"。',
  'Unknown directive "{name}".': '没有指令 "{name}"。',
  'Field "{field}" of type "{type}" must have a selection of subfields. Did you mean "{hint}"?':
    '字段 "{field}"（类型 "{type}"）须选取子字段，例如 "{hint}"。',
  'Field "{field}" must not have a selection since type "{type}" has no subfields.':
    '字段 "{field}" 的类型 "{type}" 没有子字段，不可选取。',
  'Field "{field}" argument "{name}" of type "{type}" is required, but it was not provided.':
    '字段 "{field}" 缺少必填参数 "{name}"（类型 "{type}"）。',
  'Field "{field}" of required type "{type}" was not provided.': '缺少必填字段 "{field}"（类型 "{type}"）。',
  'Field "{field}" is not defined by type "{type}".': '输入类型 "{type}" 没有字段 "{field}"。',
  'Field "{field}" is not defined by type "{type}". Did you mean {hint}?':
    '输入类型 "{type}" 没有字段 "{field}"，您是否要用 {hint}？',
  'Variable "{name}" is not defined by operation "{operation}".': '操作 "{operation}" 未声明变量 "{name}"。',
  'Variable "{name}" is not defined.': '未声明变量 "{name}"。',
  'Variable "{name}" is never used in operation "{operation}".': '操作 "{operation}" 未使用变量 "{name}"。',
  'Variable "{name}" is never used.': '未使用变量 "{name}"。',
  'Variable "{name}" of required type "{type}" was not provided.': '缺少必填变量 "{name}"（类型 "{type}"）。',
  'Variable "{name}" of non-null type "{type}" must not be null.': '变量 "{name}"（类型 "{type}"）不可为 null。',
  'Variable "{name}" got invalid value {value}; {fault}': '变量 "{name}" 的值 {value} 有误：{fault}',
  'Variable "{name}" got invalid value {value} at "{place}"; {fault}':
    '变量 "{name}" 中 "{place}" 的值 {value} 有误：{fault}',
  'Variable "{name}" of type "{type}" used in position expecting type "{needed}".':
    '变量 "{name}" 的类型为 "{type}"，此处需要 "{needed}"。',
  'Fragment "{name}" is never used.': '未使用片段 "{name}"。',
  'Fragment "{name}" cannot be spread here as objects of type "{type}" can never be of type "{other}".':
    '此处不可使用片段 "{name}"："{type}" 类型的对象不可能是 "{other}"。',
  'Fragment cannot be spread here as objects of type "{type}" can never be of type "{other}".':
    '此处不可使用该片段："{type}" 类型的对象不可能是 "{other}"。',
  'Cannot spread fragment "{name}" within itself{way}.': '片段 "{name}" 不可包含自身{way}。',
  'Fields "{name}" conflict because {reason}': '字段 "{name}" 冲突：{reason}',
  'At "{place}": {fault}': '"{place}"：{fault}',
  'Expected value of type "{type}", found {value}.': '此处需要类型 "{type}" 的值，实际为 {value}。',
  'Expected value of type "{type}", found {value}; {fault}': '此处需要类型 "{type}" 的值，实际为 {value}：{fault}',
  'Value "{value}" does not exist in "{type}" enum.': '枚举 "{type}" 没有值 "{value}"。',
  'Value "{value}" does not exist in "{type}" enum. Did you mean the enum value {hint}?':
    '枚举 "{type}" 没有值 "{value}"，您是否要用 {hint}？',
  'Enum "{type}" cannot represent non-enum value: {value}.': '枚举 "{type}" 的值不可写作 {value}。',
  'Enum "{type}" cannot represent non-enum value: {value}. Did you mean the enum value {hint}?':
    '枚举 "{type}" 的值不可写作 {value}，您是否要用 {hint}？',
  'Enum "{type}" cannot represent non-string value: {value}.': '枚举 "{type}" 的值不可写作 {value}。',
  'Enum "{type}" cannot represent non-string value: {value}. Did you mean the enum value {hint}?':
    '枚举 "{type}" 的值不可写作 {value}，您是否要用 {hint}？',
  '{type} cannot represent non-integer value: {value}': '{type} 须为整数，实际为 {value}。',
  '{type} cannot represent non 32-bit signed integer value: {value}':
    '{type} 须在 -2147483648 至 2147483647 之间，实际为 {value}。',
  '{type} cannot represent a non string value: {value}': '{type} 须为字符串，实际为 {value}。',
  '{type} cannot represent non string value: {value}': '{type} 须为字符串，实际为 {value}。',
  '{type} cannot represent a non boolean value: {value}': '{type} 须为 true 或 false，实际为 {value}。',
  '{type} cannot represent non numeric value: {value}': '{type} 须为数字，实际为 {value}。',
  '{type} cannot represent a non-string and non-integer value: {value}': '{type} 须为标识（字符串），实际为 {value}。',
  '{type} cannot represent {rest}': '{type} 类型的值有误：{rest}',
  'There can be only one {what} named "{name}".': '名为 "{name}" 的 {what} 只能有一个。',
  'This anonymous operation must be the only defined operation.': '未命名的操作必须是文档中唯一的操作。',
  'Too many errors processing variables, error limit reached. Execution aborted.': '变量中的错误过多，已停止检查。',
  'Too many validation errors, error limit reached. Validation aborted.': '查询文档中的错误过多，已停止检查。',
};

interface Pattern {
  english: RegExp;
  chinese: string;
}

/** The values of these names contain no quotation mark, so that a quoted message is not matched as a part of a name. */
const plain = new Set(['name', 'type', 'field', 'place']);

/** The longest patterns first, because they are the most specific. */
const patterns: Pattern[] = Object.entries(messages)
  .toSorted(([one], [other]) => fixedLength(other) - fixedLength(one))
  .map(([english, chinese]) => ({ english: patternOf(english), chinese }));

function fixedLength(message: string): number {
  return message.replaceAll(/\{\w+\}/g, '').length;
}

function patternOf(message: string): RegExp {
  const parts = message.split(/(\{\w+\})/).map((part) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    return name ? `(?<${name}>${plain.has(name) ? '[^"]' : '.'}*?)` : part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}

/** Returns the Chinese translation of a message; undefined if there is none. */
export function inChinese(message: string): string | undefined {
  for (const { english, chinese } of patterns) {
    const found = english.exec(message);
    if (found) return filled(chinese, (name) => translatedPart(found.groups?.[name] ?? '', name));
  }
  return undefined;
}

/** Fills in the parts of a sentence. Latin text is separated from Chinese text by spaces; Chinese text is not. */
function filled(sentence: string, partOf: (name: string) => string): string {
  return sentence.replaceAll(/( ?)\{(\w+)\}( ?)/g, (_, before: string, name: string, after: string) => {
    const part = partOf(name);
    return (/^\p{Script=Han}/u.test(part) ? '' : before) + part + (/\p{Script=Han}$/u.test(part) ? '' : after);
  });
}

/** Translates a part that is itself a sentence, one of the words below, or a list of names. */
function translatedPart(part: string, name: string): string {
  if (/^("?)\w+\1((, or | or |, )\1\w+\1)+$/.test(part)) return part.replaceAll(/, or | or |, /g, '、');
  const [, token = '', rest = ''] = /^(Name|<EOF>)( ".*")?$/s.exec(part) ?? [];
  if (token) return words[token] + rest;
  const isSentence = name === 'fault' || /^[A-Z].*[.!?]$/s.test(part);
  return words[part] ?? (isSentence ? (inChinese(part) ?? part) : part);
}

const words: Record<string, string> = {
  // Actions of routes
  'Reading a payment file': '读取资金拨付文件',
  'Reading a population': '读取抽核总体',
  'Reading a receipt': '下载报送回执',
  'Reading an authorisation': '查看授权书',
  'Reading an export': '下载导出文件',
  'Reading an identity paper': '查看身份证明材料',
  'Reading an opinion': '查看意见文件',
  'Reading failed rows of lists': '下载名单中未导入的行',
  'Reading failed rows': '下载未受理的行',
  'Reading papers of an objection': '查看异议材料',
  'Reading papers': '查看佐证材料',
  'Reading the list of missing papers': '下载尚缺材料清单',
  'Recording payment results': '登记拨付结果',
  'Uploading an authorisation': '上传授权书',
  'Uploading an identity paper': '上传身份证明材料',
  'Uploading an opinion': '上传意见文件',
  'Uploading attachments of a notice': '上传通知附件',
  'Uploading lists': '导入名单',
  'Uploading papers': '上传佐证材料',
  'Uploading policies': '上传保单文件',
  // Parts of sentences
  '<EOF>': '文件结尾',
  Name: '名称',
  characters: '个字符',
  items: '项',
  tokens: '词法单元',
  aliases: '别名',
  directives: '指令',
  selections: '选取项',
  argument: '参数',
  'input field': '输入字段',
  operation: '操作',
  variable: '变量',
  fragment: '片段',
};
