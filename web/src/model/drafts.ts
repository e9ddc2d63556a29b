/** What was written and not sent, by conversation: kept while the page lives and somebody is signed in. */
export class Drafts {
  private readonly texts = new Map<string, { text: string }>();

  of(conversation: string): { text: string } {
    const draft = this.texts.get(conversation) ?? { text: "" };
    this.texts.set(conversation, draft);
    return draft;
  }

  clear(): void {
    this.texts.clear();
  }
}
