import { type Ref, ref } from "vue";

/** The people picked in a dialog, and what picking one once more does: it lets them go. */
export function usePicked(): { picked: Ref<string[]>; toggle(userId: string): void } {
  const picked = ref<string[]>([]);
  return {
    picked,
    toggle(userId) {
      picked.value = picked.value.includes(userId)
        ? picked.value.filter((each) => each !== userId)
        : [...picked.value, userId];
    },
  };
}
