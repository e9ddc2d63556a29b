import type { Chat } from "../../model/chat";
import type { TimelineItem } from "../../model/timelineItems";
import { dayName, timeOfDay } from "../dates";
import { deliveryText } from "../delivery";
import { previewText } from "../preview";
import { t } from "../text";

/** What a row of the timeline is called: who, when, what, and how far it got. */
export function itemLabel(item: TimelineItem, chat: Chat): string {
  switch (item.kind) {
    case "day":
      return dayName(item.atMs);
    case "unread":
      return t.newMessages;
    case "notice":
      return previewText(item.message.body.kind, item.message.body.text);
    case "message": {
      const who = item.mine ? t.you : chat.name(item.sender);
      const state = item.mine ? [deliveryText(item.state, item.readers)] : [];
      return [who, timeOfDay(item.atMs), previewText(item.body.kind, item.body.text), ...state].join(", ");
    }
  }
}
