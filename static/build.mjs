// Makes static/build/ from static/src/ and from the packages whose scripts are served as they are.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compile } from "sass";

const source = "static/src";
const target = "static/build";
const packaged = [
  "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js",
  "node_modules/sortablejs/Sortable.min.js",
];

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const { css } = compile(join(source, "site.scss"), {
  style: "compressed",
  loadPaths: ["node_modules", "node_modules/govuk-frontend/dist"],
  quietDeps: true,
});
writeFileSync(join(target, "site.css"), css);

const scripts = readdirSync(source).filter((name) => name.endsWith(".js")).map((name) => join(source, name));
for (const path of [...scripts, ...packaged]) cpSync(path, join(target, basename(path)));
