import { describe, expect, test } from "vitest";
import { fitness, initialsOf } from "../src/model/names";
import { keyName, SHORTCUTS, shortcutOf } from "../src/view/shortcuts";
import { t, useLocale } from "../src/view/text";

describe("finding by what is typed", () => {
  test("Chinese names have the initials of their sound, whatever else is in them", () => {
    expect(initialsOf("李雷")).toBe("ll");
    expect(initialsOf("韩梅梅")).toBe("hmm");
    expect(initialsOf("周末爬山")).toBe("zmps");
    expect(initialsOf("Ada 王")).toBe("ada w");
    expect(initialsOf("阿宝 2号")).toBe("ab 2h");
    expect(initialsOf("曾经沧海")).toMatch(/^[zc]jch$/);
  });

  test("the better a name fits the higher it stands, and what does not fit is out", () => {
    const names = ["Release team", "Ada Relf", "Carol", "融化", "A real league"];
    const found = names.map((name) => [fitness(name, "rel"), name] as const).filter(([score]) => score > 0);
    expect(found.sort((a, b) => b[0] - a[0]).map(([, name]) => name)).toEqual([
      "Release team",
      "Ada Relf",
      "A real league",
    ]);
    expect(fitness("韩梅梅", "hm")).toBeGreaterThan(fitness("王海明", "hm"));
    expect(fitness("anything", "  ")).toBe(1);
  });
});

describe("the table of shortcuts", () => {
  const press = (init: KeyboardEventInit, target?: Element) => {
    const event = new KeyboardEvent("keydown", init);
    if (target !== undefined) Object.defineProperty(event, "target", { value: target });
    return shortcutOf(event)?.act;
  };

  test("says what a key press is", () => {
    expect(press({ key: "k", ctrlKey: true })).toBe("switcher");
    expect(press({ key: "k", metaKey: true })).toBe("switcher");
    expect(press({ key: "ArrowDown", altKey: true })).toBe("next");
    expect(press({ key: "ArrowDown", altKey: true, shiftKey: true })).toBe("nextUnread");
    expect(press({ key: "3", code: "Digit3", ctrlKey: true })).toBe("first");
    expect(press({ key: "?", shiftKey: true })).toBe("help");
    expect(press({ key: "k" })).toBeUndefined();
    expect(press({ key: "ArrowDown" })).toBeUndefined();
  });

  test("leaves what is written alone, and what an input method makes of it", () => {
    const area = document.createElement("textarea");
    expect(press({ key: "?", shiftKey: true }, area)).toBeUndefined();
    expect(press({ key: "/", ctrlKey: true }, area)).toBe("help");
    expect(press({ key: "k", ctrlKey: true, isComposing: true })).toBeUndefined();
  });

  test("no chord stands for two things, and each has its words in both languages", () => {
    const chords = SHORTCUTS.flatMap((each) => each.chords.map((keys) => keys.join("+")));
    expect(new Set(chords).size).toBe(chords.length);
    for (const locale of ["en", "zh-CN"] as const) {
      useLocale(locale);
      for (const shortcut of SHORTCUTS) expect(shortcut.text()).not.toBe("");
    }
    expect(t.shortcuts).not.toBe("");
    expect(keyName("Control", "MacIntel")).toBe("⌘");
    expect(keyName("Control", "Linux")).toBe("Ctrl");
  });
});
