import { defineComponent, h } from "vue";
import { textParts } from "../../model/richText";

/** A text with its links, as nodes: nothing somebody wrote is ever read as HTML. */
export const RichText = defineComponent({
  props: { text: { type: String, required: true } },
  setup: (props) => () =>
    textParts(props.text).map((part) =>
      part.kind === "text"
        ? part.text
        : h("a", { href: part.href, target: "_blank", rel: "noopener noreferrer nofollow" }, part.text),
    ),
});
