/**
 * Each candidate as a script of the page that sets `candidate`: how it shows a text, when it can be used, and what it
 * offers beyond. Where there is nothing to open or to search with, the function is absent.
 */
export interface Candidate {
  readonly script: string;
  /** Ours comes from this project, the others from packages of their own. */
  readonly isOurs?: boolean;
}

export const candidates: Readonly<Record<string, Candidate>> = {
  ours: {
    isOurs: true,
    script: `
      import { JsonView } from "./src/webview/json/jsonView.ts";
      const workerUrl = new URL("/engineScript.js", location.href).href;
      const newView = () => new JsonView({ host: place(), label: "Output", workerUrl, settings: { isSorted: false, matchCase: false, whole: false, scope: "all" }, tell() {}, onDidChangeSettings() {} });
      let view = newView();
      const rows = () => document.querySelectorAll(".json-row").length;
      const press = (target, key) => target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      globalThis.candidate = {
        // The scripts are there, as those of the others are.
        warm: async () => { view.show("[1]"); await until(() => rows() > 1); view.dispose(); view = newView(); },
        // The text comes as bytes, as the host sends it; that it will come, and how long it is, the page has been told before.
        at: async text => { const bytes = new TextEncoder().encode(text); view.expect(bytes.length); for (let frame = 0; frame < 20; frame++) await painted(); return bytes; },
        mount: bytes => view.show(bytes),
        ready: () => rows() > 0,
        whole: () => document.querySelector(".json-view").ariaBusy !== "true",
        close: async () => { document.querySelector(".codicon-collapse-all").click(); await until(() => rows() === 1); },
        expand: () => press(document.querySelector(".json-tree"), "Enter"),
        expanded: () => rows() > 1,
        scroller: () => document.querySelector(".json-tree"),
        search: needle => { const input = document.querySelector(".json-find input"); input.value = needle; input.dispatchEvent(new Event("input")); press(input, "Enter"); },
        found: () => document.querySelector(".json-count").textContent === "1 of 1" && document.querySelector(".json-hit:not([hidden])") !== null,
      };`,
  },
  "vanilla-jsoneditor": {
    script: `
      import { createJSONEditor } from "vanilla-jsoneditor";
      let editor;
      globalThis.candidate = {
        mount: text => { editor = createJSONEditor({ target: place(), props: { content: { text }, mode: "tree", readOnly: true } }); },
        ready: () => document.querySelector(".jse-json-node") !== null,
        close: async () => { await editor.collapse([], true); await painted(); },
        expand: () => editor.expand([], path => path.length === 0),
        expanded: () => document.querySelectorAll(".jse-json-node").length > 1,
        scroller: () => document.querySelector(".jse-contents"),
        // It waits for 0.3 s after each letter, which is a part of how it can be used.
        openSearch: async () => { document.querySelector(".jse-tree-mode").dispatchEvent(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, bubbles: true })); await until(() => document.querySelector(".jse-search-input")); },
        search: needle => { const input = document.querySelector(".jse-search-input"); input.value = needle; input.dispatchEvent(new Event("input", { bubbles: true })); },
        found: () => /1\\s*\\/\\s*1/.test(document.querySelector(".jse-search-count")?.textContent ?? ""),
      };`,
  },
  "CodeMirror 6": {
    script: `
      import { basicSetup } from "codemirror";
      import { EditorView } from "@codemirror/view";
      import { EditorState } from "@codemirror/state";
      import { json } from "@codemirror/lang-json";
      import { SearchCursor } from "@codemirror/search";
      let editor, hit;
      globalThis.candidate = {
        mount: text => { editor = new EditorView({ parent: place(), state: EditorState.create({ doc: JSON.stringify(JSON.parse(text), undefined, 2), extensions: [basicSetup, json(), EditorState.readOnly.of(true), EditorView.theme({ "&": { height: "560px" } })] }) }); },
        ready: () => document.querySelector(".cm-line") !== null,
        scroller: () => editor.scrollDOM,
        search: needle => { hit = new SearchCursor(editor.state.doc, needle).next().value; editor.dispatch({ selection: { anchor: hit.from, head: hit.to }, scrollIntoView: true }); },
        found: () => hit !== undefined,
      };`,
  },
  Monaco: {
    script: `
      import * as monaco from "monaco-editor";
      globalThis.MonacoEnvironment = { getWorker: () => new Worker(URL.createObjectURL(new Blob([""]))) };
      let editor, hits = [];
      globalThis.candidate = {
        mount: text => { place().style.height = "560px"; editor = monaco.editor.create(place(), { value: JSON.stringify(JSON.parse(text), undefined, 2), language: "json", readOnly: true }); },
        ready: () => document.querySelector(".view-line") !== null,
        scroller: () => ({ get scrollTop() { return editor.getScrollTop(); }, set scrollTop(top) { editor.setScrollTop(top); } }),
        search: needle => { hits = editor.getModel().findMatches(needle, false, false, false, null, false); editor.revealRange(hits[0].range); },
        found: () => hits.length > 0,
      };`,
  },
  "json-formatter-js": {
    script: `
      import JSONFormatter from "json-formatter-js";
      let formatter;
      globalThis.candidate = {
        mount: text => { formatter = new JSONFormatter(JSON.parse(text), 0); place().append(formatter.render()); },
        ready: () => document.querySelector(".json-formatter-row") !== null,
        expand: () => formatter.toggleOpen(),
        expanded: () => document.querySelectorAll(".json-formatter-row").length > 1,
        scroller: () => place(),
      };`,
  },
  "react-json-view-lite": {
    script: `
      import { createElement } from "react";
      import { createRoot } from "react-dom/client";
      import { JsonView, collapseAllNested, defaultStyles } from "react-json-view-lite";
      globalThis.candidate = {
        mount: text => createRoot(place()).render(createElement(JsonView, { data: JSON.parse(text), shouldExpandNode: () => false, style: defaultStyles })),
        ready: () => document.querySelector("[role=tree] [role=button]") !== null,
        expand: () => document.querySelector("[role=tree] [role=button]").click(),
        expanded: () => document.querySelectorAll("[role=treeitem]").length > 1,
        scroller: () => place(),
      };`,
  },
};
