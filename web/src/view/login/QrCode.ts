import { encode } from "uqr";
import { computed, defineComponent, h } from "vue";
import { t } from "../text";

/** A code as one path; dark on white in every theme, because cameras expect it. */
export const QrCode = defineComponent({
  props: { text: { type: String, required: true } },
  setup(props) {
    const drawn = computed(() => {
      const { data, size } = encode(props.text, { ecc: "M", border: 0 });
      const runs = data.flatMap((row, y) =>
        row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
      );
      return { size, path: runs.join("") };
    });
    return () =>
      h(
        "svg",
        {
          viewBox: `0 0 ${drawn.value.size} ${drawn.value.size}`,
          role: "img",
          "aria-label": t.qrLabel,
          "shape-rendering": "crispEdges",
        },
        [h("path", { d: drawn.value.path, fill: "#14181F" })],
      );
  },
});
