// What can be checked about prose without reading it: the README fits a screen, links and file names lead somewhere,
// and nothing that is kept names a path of the machine it was written on. Pure: texts in, findings out.

import path from 'node:path/posix';

const readmeLinesMax = 60;

/** An absolute path below the folders where people's and machines' own trees live; sample people may have one. */
const machinePath = /(?<![\w.~/-])\/(?:work|farm|home)(?:\/(?!(?:anna|ben|nobody)\b)|\b(?![-/]))/;

export interface ProseInput {
  /** Every text file that is kept, path from the root to content. */
  readonly files: ReadonlyMap<string, string>;
}

export function checkProse({ files }: ProseInput): string[] {
  const findings: string[] = [];
  const readme = files.get('README.md');
  const readmeLines = readme?.trimEnd().split('\n').length ?? 0;
  if (readmeLines === 0) findings.push('README.md is missing');
  if (readmeLines > readmeLinesMax)
    findings.push(`README.md has ${readmeLines} lines: one screen is at most ${readmeLinesMax}`);
  for (const [file, text] of files) {
    findings.push(...machinePaths(file, text));
    if (file.endsWith('.md')) findings.push(...deadLinks(file, text, files), ...deadNames(file, text, files));
  }
  return findings;
}

function machinePaths(file: string, text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      machinePath.test(line) ? [`${file}:${index + 1} names a path of one machine`] : [],
    );
}

function deadLinks(file: string, text: string, files: ReadonlyMap<string, string>): string[] {
  const findings: string[] = [];
  for (const { line, content } of proseLines(text)) {
    for (const [, target = ''] of content.matchAll(/\]\(<?([^)\s>]+)>?\)/g)) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
      const [name = '', anchor] = target.split('#');
      const linked = name === '' ? file : path.join(path.dirname(file), decodeURIComponent(name));
      if (!exists(linked, files)) findings.push(`${file}:${line} links to ${linked}, which is not there`);
      else if (anchor && linked.endsWith('.md') && !anchors(files.get(linked) ?? '').has(anchor))
        findings.push(`${file}:${line} links to ${linked}#${anchor}, but there is no such heading`);
    }
  }
  return findings;
}

/** Names of files in backticks, below the folders that are ours, outside of code blocks. CHANGES.md speaks of the past. */
function deadNames(file: string, text: string, files: ReadonlyMap<string, string>): string[] {
  if (file === 'CHANGES.md') return [];
  const findings: string[] = [];
  for (const { line, content } of proseLines(text)) {
    const names = content.matchAll(/`((?:src|tools|test|docs|bench|examples)\/[\w./@-]*)`/g);
    for (const [, name = ''] of names) {
      if (!exists(name.replace(/\/$/, ''), files))
        findings.push(`${file}:${line} names ${name}, which is not there`);
    }
  }
  return findings;
}

function exists(name: string, files: ReadonlyMap<string, string>): boolean {
  const wanted = path.normalize(name).replace(/\/$/, '');
  if (files.has(wanted) || wanted === '.') return true;
  for (const file of files.keys()) if (file.startsWith(`${wanted}/`)) return true;
  return false;
}

/** The lines of a Markdown text that are prose: fenced blocks are somebody's terminal, not ours. */
function proseLines(text: string): { line: number; content: string }[] {
  let fence: string | undefined;
  return text.split('\n').flatMap((content, index) => {
    const mark = /^\s*(```+|~~~+)/.exec(content)?.[1];
    if (mark && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      return [];
    }
    return fence === undefined ? [{ line: index + 1, content }] : [];
  });
}

/** Heading ids as GitHub makes them, and ids written by hand. */
function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const { content } of proseLines(text)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(content)?.[1];
    if (heading !== undefined) found.add(slug(heading));
    for (const [, id = ''] of content.matchAll(/\sid="([^"]+)"/g)) found.add(id);
  }
  return found;
}

function slug(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
