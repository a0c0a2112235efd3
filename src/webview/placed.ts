import { ref } from "lit/directives/ref.js";

type Styles = Readonly<Partial<Record<"left" | "top" | "width" | "height" | "transform", string>>>;

/** Where an element stands. A `style` attribute would be against the page's own rules. */
export function placed(styles: Styles): unknown {
  return ref(element => {
    if (element instanceof HTMLElement || element instanceof SVGElement) Object.assign(element.style, styles);
  });
}
