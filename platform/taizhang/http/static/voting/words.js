// What the page says: Chinese first, English for whoever asks for it.

const WORDS = {
  title: ["测评投票", "Ballot"],
  other: ["English", "中文"],
  rehearsal: ["演练", "rehearsal"],
  loading: ["正在打开选票……", "Opening the ballot …"],
  offline: [
    "没有连上服务器，{seconds} 秒后自动再试（第 {attempt} 次）。也可以用纸质票。",
    "No answer. Next attempt ({attempt}) in {seconds} s. The paper slip is as good.",
  ],
  retry: ["现在再试", "Try now"],
  paper: [
    "请用手中的纸质票投票：每行选一项打“√”，交给工作人员。两种方式效力相同。",
    "Please tick the paper slip and hand it in. It counts the same.",
  ],
  noCrypto: ["这部手机不能在网上投票", "This phone cannot vote here"],
  noCryptoWhy: [
    "浏览器不能加密选票：版本太旧，或者网址不是 https 开头。",
    "This browser cannot seal a ballot: it is too old, or the address is not https.",
  ],
  fault: ["选票没有做成", "The ballot could not be made"],
  prepared: ["投票尚未开始", "Voting has not begun"],
  preparedWhy: [
    "请稍等，主持人宣布开箱后本页会自动打开选票。",
    "Please wait. The ballot appears here once the box is open.",
  ],
  ended: ["手机投票已经停止", "Voting by phone has ended"],
  endedWhy: ["还没有投票的，请把纸质票交给工作人员。", "If you have not voted yet, hand in your paper slip."],
  closed: ["票箱已封，投票结束", "The box is closed, the vote is over"],
  closedWhy: ["现在不能再投票。", "No ballot can be cast any more."],
  codeTitle: ["输入选票号码", "Enter the code of your slip"],
  codeHint: [
    "18 位，印在选票上。大小写、空格和横线都不要紧；O 与 0、I 与 1 也不用分。",
    "18 characters, on the slip. Case, spaces, hyphens, O or 0, I or 1 do not matter.",
  ],
  codeLabel: ["选票号码", "Code"],
  codeWrong: [
    "号码有误，请对照选票再看一遍（应为 18 位，现为 {count} 位）。",
    "Mistyped. Please compare with the slip (18 characters; these are {count}).",
  ],
  next: ["下一步", "Next"],
  slip: ["选票 {code}", "Slip {code}"],
  rule: ["每一项选一个。不想表态的，请选“弃权”。", "Choose one on each line, or “Blank”."],
  blank: ["弃权", "Blank"],
  row: ["（姓名见纸质票第 {row} 行）", " (name: line {row} of the slip)"],
  progress: ["已选 {done} / {all}", "{done} of {all} chosen"],
  jump: ["下一个未选", "Next open"],
  check: ["核对", "Review"],
  reviewTitle: ["请核对后投票", "Check, then cast"],
  open: ["还有 {count} 项没有选", "{count} not chosen yet"],
  allBlank: ["这 {count} 项都弃权", "Leave these {count} blank"],
  back: ["返回修改", "Go back"],
  cast: ["确认投票", "Cast the ballot"],
  final: ["投出后不能修改。", "It cannot be changed afterwards."],
  sending: ["正在发送选票", "Sending the ballot"],
  sendingNow: ["正在发送……请不要关闭本页。", "Sending … please keep this page open."],
  sendingAgain: [
    "第 {attempt} 次没有收到回答，{seconds} 秒后自动再发。发的是同一张票，不会重复计票。",
    "No answer to attempt {attempt}. Sending the same ballot again in {seconds} s. It counts once.",
  ],
  isKept: [
    "选票已加密存在本机。即使关掉本页，重新扫码就会接着发。",
    "The sealed ballot is kept on this phone. If the page is closed, scan the slip again.",
  ],
  isNotKept: [
    "这部手机不让网页存数据：收到回执之前请不要关闭或刷新本页。",
    "This phone keeps no data: do not close or reload this page before the receipt.",
  ],
  stuck: [
    "如果一直发不出去，请把纸质票交给工作人员，并说明没有收到回执。同一张选票只计一次。",
    "If nothing helps, hand in the paper slip and say that no receipt came. One slip counts once.",
  ],
  received: ["投票成功", "Your ballot has arrived"],
  receivedNo: ["回执号", "Receipt"],
  repeated: ["服务器此前已收到这张票，只计一次。", "The server already had this ballot. It counts once."],
  receivedWhy: [
    "这张选票已经投过票。请不要再交纸质票。现在可以关闭本页。",
    "This slip has voted. Do not hand in the paper as well. You may close this page.",
  ],
  lend: ["用另一张选票投票", "Vote with another slip"],
  refused: ["没有投成", "Not accepted"],
  refusedWhy: ["请拿着选票找工作人员。", "Please take your slip to the staff."],
  spentWhy: ["如果您没有用这张选票投过票，请马上告诉监票人。", "If that was not you, tell the scrutineer now."],
  again: ["重新输入号码", "Enter another code"],
  reload: ["重新打开", "Open again"],
};

export const words = (lang) => (key, values) =>
  WORDS[key][lang === "en" ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => values[name]);
