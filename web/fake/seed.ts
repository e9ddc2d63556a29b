/** People and talk to look at while the page is worked on. Sign in as `ache` with `hearth-demo`. */
import { create } from "@bufbuild/protobuf";
import { BodySchema } from "../src/protocol/gen/hearth/v1/message_pb.ts";
import type { FakeAccounts } from "./accounts.ts";
import { dusk } from "./picture.ts";
import type { FakeConversation, World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const DEMO_PASSWORD = "hearth-demo";

const text = (words: string) => create(BodySchema, { kind: 1, text: words });

export function seed(world: World, accounts: FakeAccounts): void {
  const people: Record<string, string> = {
    ache: "阿澈",
    linwan: "林晚",
    shen: "沈知远",
    maya: "Maya Okafor",
    zhouye: "周野",
    chenyu: "陈屿",
    daniel: "Daniel Weiss",
    amelie: "Amélie Laurent",
    hemu: "何慕",
    xutang: "许棠",
    waipo: "外婆",
    linjb: "林既白",
  };
  for (const [name, displayName] of Object.entries(people))
    world.addUser(name, DEMO_PASSWORD, displayName, name);
  releaseGroup(world, accounts);
  directTalks(world);
  longGroup(world);
}

/** Today at a time of the day, `days` ago; never in the future. */
function at(world: World, days: number, hours: number, minutes: number): number {
  const date = new Date(world.nowMs());
  date.setHours(hours, minutes, 0, 0);
  const ms = date.getTime() - days * DAY;
  return ms <= world.nowMs() ? ms : ms - DAY;
}

type Line = readonly [days: number, time: string, sender: string, words: string];

function say(world: World, conversation: FakeConversation, lines: readonly Line[]): void {
  for (const [days, time, sender, words] of lines) {
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    world.append(conversation, sender, text(words), at(world, days, hours, minutes));
  }
}

function readBy(world: World, conversation: FakeConversation, user: string, left: number): void {
  const message = conversation.messages.at(-1 - left);
  if (message !== undefined) world.read(conversation, user, message.seq);
}

function releaseGroup(world: World, accounts: FakeAccounts): void {
  const group = world.group("release", "发布组 · Release 1.0", "linwan", [
    "ache",
    "shen",
    "maya",
    "zhouye",
    "linjb",
  ]);
  say(world, group, [
    [2, "17:20", "linwan", "rc2 的迁移在三节点上跑完了，一共 41 分钟，没有丢消息。"],
    [2, "17:21", "linwan", "完整报告在这里，大家有空看一眼：https://docs.hearth.example/rc2/faults"],
    [2, "17:24", "zhouye", "👏"],
    [1, "9:41", "maya", "Morning! Before the freeze: does the nginx sample still need the 8084 block?"],
    [1, "9:44", "ache", "Only if TLS ends at nginx. With direct WSS the node does it itself."],
    [1, "9:44", "ache", "文档里两种写法都留着 👌"],
  ]);
  picture(world, accounts, group, "zhouye", "昨晚收工，机房楼顶", at(world, 1, 10, 6));
  say(world, group, [
    [1, "14:28", "shen", "回滚脚本你那边再跑一遍？我这边已经绿了。"],
    [1, "14:29", "shen", "日志也放上来吧，尤其是第二次切换那一段"],
    [1, "14:36", "ache", "好，现在跑。跑完把日志放上来"],
    [1, "14:52", "maya", "Thanks both. I'll cut the branch on Thursday at 18:00, after the last green run."],
  ]);
  for (const user of ["linwan", "shen", "maya", "zhouye"]) readBy(world, group, user, 1);
  readBy(world, group, "ache", 0);
}

function picture(
  world: World,
  accounts: FakeAccounts,
  to: FakeConversation,
  sender: string,
  caption: string,
  atMs: number,
) {
  const body = dusk(1280, 800, 2.1);
  const file = accounts.files.put(to.id, "image/png", body);
  const thumbnail = dusk(32, 20, 2.1);
  const content = JSON.stringify({ w: 1280, h: 800 });
  const image = { kind: 3, text: caption, content, data: thumbnail, mediaType: 1, mediaUrl: file };
  world.append(to, sender, create(BodySchema, image), atMs);
}

function directTalks(world: World): void {
  const talks: Record<string, { lines: Line[]; unread: number }> = {
    shen: {
      lines: [
        [1, "14:30", "shen", "晚上一起吃饭？楼下新开了家面馆"],
        [1, "14:35", "ache", "好啊，七点"],
      ],
      unread: 0,
    },
    maya: {
      lines: [
        [1, "13:40", "ache", "I can take the release notes if you want."],
        [1, "13:57", "maya", "That would be great, thank you!"],
        [1, "13:58", "maya", "Sounds good, let's cut the branch on Thursday then."],
      ],
      unread: 2,
    },
    chenyu: { lines: [[1, "13:40", "chenyu", "评审改到周五下午三点可以吗？"]], unread: 1 },
    daniel: {
      lines: [
        [1, "10:28", "daniel", "Which alias does the keystore use?"],
        [1, "10:30", "ache", "hearth, all lower case"],
      ],
      unread: 0,
    },
    waipo: { lines: [[3, "19:12", "waipo", "天冷了，记得加衣服"]], unread: 0 },
    amelie: { lines: [[4, "16:03", "amelie", "See you at the meetup 👋"]], unread: 0 },
    hemu: {
      lines: [
        [5, "18:20", "hemu", "周四羽毛球还差一个人"],
        [5, "18:24", "ache", "好，球拍我多带一副"],
      ],
      unread: 0,
    },
  };
  for (const [other, { lines, unread }] of Object.entries(talks)) {
    const conversation = world.direct("ache", other);
    say(world, conversation, lines);
    readBy(world, conversation, other, 0);
    readBy(world, conversation, "ache", unread);
  }
}

const TOPICS = [
  "空状态的文案",
  "the empty state",
  "深色模式的对比度",
  "icon weights",
  "列表的行高",
  "focus rings",
  "按钮的圆角",
  "date separators",
];
const REMARKS = [
  "我看过了，可以。",
  "Looks right to me.",
  "再松一点会更好？",
  "Could we try it two pixels smaller?",
  "我放到明天的评审里",
  "Shipped. 🎉",
];

/** Long enough that its history is loaded in many parts. */
function longGroup(world: World): void {
  const group = world.group("design", "产品设计 Design", "xutang", ["ache", "maya", "chenyu", "amelie"]);
  const speakers = ["xutang", "maya", "ache", "chenyu", "amelie", "xutang"];
  const start = world.nowMs() - 21 * DAY;
  for (let i = 0; i < 900; i++) {
    const topic = TOPICS[(i * 5) % TOPICS.length] ?? "";
    const words = i % 3 === 0 ? `#${i + 1} ${topic}` : (REMARKS[(i * 7) % REMARKS.length] ?? "");
    const sender = speakers[Math.floor(i / 2) % speakers.length] ?? "xutang";
    world.append(group, sender, text(words), start + i * 32 * MINUTE);
  }
  world.append(group, "xutang", text("@阿澈 空状态的文案你看下？"), at(world, 1, 14, 21));
  readBy(world, group, "ache", 5);
  for (const user of ["maya", "chenyu", "xutang", "amelie"]) readBy(world, group, user, 3);
}

/** The other people answer: seen, typing, said. */
export function liven(world: World): void {
  const answers = [
    "收到 👌",
    "Sounds good!",
    "好，我看一下",
    "Let me check and come back to you.",
    "哈哈哈哈",
  ];
  let next = 0;
  world.appended = (conversation, message) => {
    if (message.sender !== "ache") return;
    const other = world.present(conversation).find((id) => id !== message.sender);
    if (other === undefined) return;
    setTimeout(() => world.read(conversation, other, message.seq), 900);
    if (/no answer/.test(message.body?.text ?? "")) return;
    setTimeout(() => world.type(conversation, other, true), 1_500);
    setTimeout(() => {
      const answer = world.append(conversation, other, text(answers[next++ % answers.length] ?? ""));
      world.tell(conversation, answer);
    }, 3_500);
  };
}
