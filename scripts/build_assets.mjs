// Builds the style sheets that pages link to: `make setup` runs it.
//
// govuk-frontend's patterns without its government: no font of its own, no crown, no crest, and none of the components
// that Talkoot doesn't use. What is left takes its colours from src/talkoot/ui/static/ui/talkoot.css. Every style sheet
// and script gets a .gz beside it, which WhiteNoise sends to whoever accepts it.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import postcss from "postcss";
import rtlcss from "rtlcss";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STATIC = join(ROOT, "src/talkoot/ui/static");
const PACKAGE = join(ROOT, "node_modules/govuk-frontend");

// What our own header, footer, navigation and notices replace, and what works with its script only.
// tests/ui/test_assets.py reads this list: a template that uses one of them would stand there naked.
const NOT_USED = [
  "accordion",
  "cookie-banner",
  "drop-zone",
  "exit-this-page",
  "feedback",
  "file-upload-button",
  "footer",
  "frontend-supported",
  "generic-header",
  "header",
  "language-navigation",
  "logo",
  "notification-banner",
  "password-input",
  "phase-banner",
  "service-navigation",
  "skip-link",
  "tabs",
  "tag--",
];
const NOT_USED_CLASS = new RegExp(`\\.(govuk|js)-(${NOT_USED.join("|")})`);
const FONT = /(?:"GDS Transport"|GDS Transport)\s*,\s*arial\s*,\s*sans-serif/g;
const OUR_FONT = "var(--t-font)";
// Greys that have no variable of their own there; ours know light and dark.
const GREYS = { "#f3f3f3": "var(--t-sand)", "#cecece": "var(--t-line)" };

/** The rules that are left, in place. */
function prune(sheet) {
  sheet.walkAtRules("font-face", (rule) => rule.remove());
  sheet.walkComments((comment) => comment.remove());
  sheet.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !NOT_USED_CLASS.test(selector));
    if (kept.length === 0 || /crest|crown/.test(rule.toString())) rule.remove();
    else rule.selectors = kept;
  });
  removeEmpty(sheet);
}

/** Takes away the @media and @supports blocks that pruning has emptied, inner ones first. */
function removeEmpty(container) {
  container.each((node) => {
    if (node.type !== "atrule" || !node.nodes) return;
    removeEmpty(node);
    if (node.nodes.length === 0) node.remove();
  });
}

/** Our font, and our colours where govuk-frontend has only a fixed one. */
function dress(sheet) {
  sheet.walkDecls((declaration) => {
    if (declaration.prop.startsWith("--")) return;
    const value = declaration.value.replace(FONT, OUR_FONT);
    declaration.value = GREYS[value] ?? value;
  });
}

/** A tick is a tick in every direction; rtlcss would draw it the other way round. */
function keepTheTick(sheet) {
  sheet.walkRules(/checkboxes.*:after/, (rule) => {
    rule.walkDecls(/^(transform|border-width|border-color)$/, (declaration) => {
      declaration.before(postcss.comment({ text: "rtl:ignore" }));
    });
  });
  return sheet;
}

/** Fails loudly when a new version brings in what must not be served. */
function refuseWhatIsNotOurs(css) {
  const found = css.match(/GDS Transport|@font-face|url\((?!["']?data:)|crest|crown-|sourceMappingURL/i);
  if (found) throw new Error(`govuk-frontend's style sheet still has '${found[0]}': scripts/build_assets.mjs must learn it`);
}

function write(path, text) {
  writeFileSync(path, text);
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
}

function buildVendor() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
  const source = join(PACKAGE, "dist/govuk/govuk-frontend.min.css");
  const sheet = postcss.parse(readFileSync(source, "utf8"));
  prune(sheet);
  dress(sheet);
  const css = sheet.toString();
  refuseWhatIsNotOurs(css);
  const notice = `/*! From govuk-frontend ${version}, MIT licence, Copyright (C) Crown Copyright (Government Digital Service). */\n`;
  mkdirSync(join(STATIC, "vendor"), { recursive: true });
  write(join(STATIC, "vendor/govuk.css"), notice + css);
  write(join(STATIC, "vendor/govuk.rtl.css"), notice + rtlcss.process(keepTheTick(sheet).toString()));
}

function compressOurOwn() {
  const folder = join(STATIC, "ui");
  for (const name of readdirSync(folder).filter((name) => /\.(css|js|svg)$/.test(name))) {
    writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }));
  }
}

buildVendor();
compressOurOwn();
