"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  if (!data) return;
  const table = document.querySelector("table.roster");
  const rows = [...table.tBodies[0].rows];
  const words = data.words;
  const FIRST = 2; // columns before the first day
  const name = (row) => row.cells[0].textContent.trim();
  const fill = (text, values) => text.replace(/\[(\w+)\]/g, (_, key) => values[key]);

  // filters
  const inputs = ["f-person", "f-team", "f-shift", "f-found"].map($).filter(Boolean);
  const value = (id) => ($(id) ? $(id).value : "");
  const about = new Map(); // id of a cell, row or day -> its findings
  const notes = [...document.querySelectorAll(".findings li")];
  const lines = [...document.querySelectorAll(".lines tbody tr")];
  for (const note of notes) {
    for (const id of note.dataset.c.split(" ").filter(Boolean)) about.set(id, [...(about.get(id) || []), note]);
  }
  const concerned = new Set(notes.flatMap((note) => note.dataset.r.split(" ").filter(Boolean)).map(Number));

  function filter() {
    const wanted = value("f-person").trim().toLowerCase();
    const team = value("f-team");
    const shift = value("f-shift") === "" ? "" : "s" + value("f-shift");
    const found = $("f-found").checked;
    let count = 0;
    rows.forEach((row, number) => {
      let shows = (!wanted || (name(row) + " " + row.dataset.t).toLowerCase().includes(wanted))
        && (!team || row.dataset.t === team) && (!found || concerned.has(number));
      let has = false;
      for (const cell of [...row.cells].slice(FIRST, FIRST + data.days.length)) {
        const same = shift && cell.classList.contains(shift);
        has = has || same;
        cell.classList.toggle("dim", Boolean(shift && !same && cell.textContent));
      }
      row.hidden = !shows || Boolean(shift && !has);
      count += row.hidden ? 0 : 1;
    });
    for (const note of [...notes, ...lines]) {
      const own = note.dataset.r.split(" ").filter(Boolean);
      note.hidden = own.length > 0 && own.every((number) => rows[number].hidden);
    }
    $("f-count").textContent = fill(words.shown, { count, all: rows.length });
    day();
  }
  for (const input of inputs) input.addEventListener(input.type === "search" ? "input" : "change", filter);
  $("f-clear").addEventListener("click", () => { clear(); filter(); $("f-person").focus(); });
  function clear() {
    for (const input of inputs) { if (input.type === "checkbox") input.checked = false; else input.value = ""; }
  }

  // keyboard: one cell of the grid is in the order of Tab, the arrows move it
  let current = rows.length ? rows[0].cells[FIRST] : null;
  for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
  if (current) current.tabIndex = 0;
  function go(cell) {
    if (!cell) return;
    if (current) current.removeAttribute("tabindex");
    current = cell;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    reveal(cell);
    detail(cell);
  }
  // what is sticky would hide a cell that the browser takes for visible
  function reveal(cell) {
    const box = table.parentElement, outer = box.getBoundingClientRect(), own = cell.getBoundingClientRect();
    const top = outer.top + table.tHead.offsetHeight, left = outer.left + rows[0].cells[0].offsetWidth;
    if (own.top < top) box.scrollTop -= top - own.top;
    if (own.bottom > outer.bottom - 16) box.scrollTop += own.bottom - outer.bottom + 16;
    if (cell.cellIndex > 0 && own.left < left) box.scrollLeft -= left - own.left;
    if (own.right > outer.right - 16) box.scrollLeft += own.right - outer.right + 16;
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  const shown = () => rows.filter((row) => !row.hidden);
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, tbody th");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const line = shown(), at = line.indexOf(cell.parentElement), column = cell.cellIndex;
    const last = FIRST + data.days.length - 1;
    const to = (row, place) => go((line[Math.min(Math.max(row, 0), line.length - 1)] || cell.parentElement)
      .cells[Math.min(Math.max(place, FIRST), last)]);
    const moves = {
      ArrowRight: () => to(at, column + 1), ArrowLeft: () => to(at, column - 1),
      ArrowDown: () => to(at + 1, column), ArrowUp: () => to(at - 1, column),
      Home: () => to(at, FIRST), End: () => to(at, last),
      PageDown: () => to(at + 10, column), PageUp: () => to(at - 10, column),
      Enter: () => { const link = cell.querySelector("a"); if (link) link.click(); else show(column - FIRST); },
    };
    if (moves[event.key]) { event.preventDefault(); moves[event.key](); }
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody td");
    if (cell && !event.target.closest("a") && cell.cellIndex >= FIRST && cell.cellIndex < FIRST + data.days.length) go(cell);
  });
  function show(number) {
    if (!data.work || number < 0 || number >= data.days.length) return;
    $("day-date").value = String(number);
    day();
    $("day-date").focus();
    $("day").scrollIntoView();
  }

  const clock = (minutes) => String(Math.floor(minutes / 60)).padStart(2, "0") + ":" + String(minutes % 60).padStart(2, "0");
  const span = (start, end) => clock(start) + "–" + clock(end);
  const meals = (item) => [
    ...(item[4] || []).map(([start, length]) => words.meal + " " + span(start, start + length)),
    ...(item[5] || []).map(([start, length, said]) => said + " " + span(start, start + length)),
  ].join(", ");
  function detail(cell) {
    const row = rows.indexOf(cell.parentElement), number = cell.cellIndex - FIRST;
    if (row < 0 || number < 0 || number >= data.days.length) return;
    const work = data.work ? data.work[number].filter((item) => item[0] === row) : [];
    const said = data.said ? [data.said[row][number]].filter(Boolean) : work.map((item) => [data.shifts[item[1]], span(item[2], item[3]), meals(item)].filter(Boolean).join(" "));
    const plain = cell.classList.contains("v") ? words.leave : cell.textContent.trim() || words.off;
    const found = (cell.id && about.get(cell.id)) || [];
    const lines = [name(cell.parentElement) + " · " + data.days[number] + " · " + (said.join(" · ") || plain)];
    for (const note of found) lines.push("→ " + note.querySelector("p").textContent);
    $("detail").textContent = lines.join("\n");
  }

  // the day: bars
  const select = $("day-date");
  if (data.work) {
    data.days.forEach((said, number) => select.add(new Option(said, String(number))));
    const step = (by) => { select.selectedIndex = Math.min(Math.max(select.selectedIndex + by, 0), data.days.length - 1); day(); };
    $("day-before").addEventListener("click", () => step(-1));
    $("day-after").addEventListener("click", () => step(1));
    select.addEventListener("change", day);
  }
  function svg(kind, values) {
    const made = document.createElementNS($("svg").namespaceURI, kind);
    for (const [key, one] of Object.entries(values)) made.setAttribute(key, one);
    return made;
  }
  function element(kind, text, values) {
    const made = document.createElement(kind);
    if (text) made.textContent = text;
    return Object.assign(made, values || {});
  }
  function day() {
    if (!data.work) return;
    const items = data.work[select.selectedIndex].filter((item) => !rows[item[0]].hidden)
      .sort((a, b) => a[2] - b[2] || a[3] - b[3] || a[0] - b[0]);
    const from = Math.floor(Math.min(...items.map((item) => item[2])) / 60) * 60;
    const until = Math.ceil(Math.max(...items.map((item) => item[3])) / 60) * 60;
    const at = (minute) => (100 * (minute - from) / (until - from)).toFixed(3) + "%";
    const wide = (length) => (100 * length / (until - from)).toFixed(3) + "%";
    const every = until - from > 960 ? 180 : 120;
    const hours = [];
    for (let hour = Math.ceil(from / every) * every; items.length && hour < until; hour += every) hours.push(hour);
    const axis = svg("svg", { "aria-hidden": "true" });
    for (const hour of hours) axis.append(Object.assign(svg("text", { x: at(hour), y: 14 }), { textContent: clock(hour) }));
    $("day-axis").replaceChildren(axis);
    $("day-rows").replaceChildren(...items.map((item) => {
      const line = element("tr"), who = element("th", "", { scope: "row" });
      who.append(element("a", name(rows[item[0]]), { href: "#p" + item[0] }));
      const bars = svg("svg", { "aria-hidden": "true" });
      for (const hour of hours) bars.append(svg("line", { x1: at(hour), x2: at(hour), y1: 0, y2: 20 }));
      bars.append(svg("rect", { x: at(item[2]), width: wide(item[3] - item[2]), y: 3, height: 14, rx: 2, class: "s" + item[1] }));
      for (const [start, length] of item[4] || []) bars.append(svg("rect", { x: at(start), width: wide(length), y: 3, height: 14, class: "meal" }));
      for (const [start, length] of item[5] || []) bars.append(svg("rect", { x: at(start), width: wide(length), y: 2, height: 16, class: "act" }));
      const cell = element("td", "", { className: "bars" });
      cell.append(bars);
      line.append(who, element("td", data.shifts[item[1]], { className: "shift s" + item[1] }), element("td", span(item[2], item[3])), element("td", meals(item)), cell);
      return line;
    }));
    const people = new Set(items.map((item) => item[0])).size;
    $("day-count").textContent = people ? fill(words["day-count"], { count: people }) : words.nobody;
  }

  // a link to a hidden row shows it again, and takes the keyboard along
  function follow() {
    const target = location.hash.length > 1 && $(location.hash.slice(1));
    if (!target) return;
    const row = target.closest("tr");
    if ((row && row.hidden) || target.hidden) { clear(); filter(); target.scrollIntoView({ block: "center" }); }
    if (target.matches("td")) go(target);
    else if (target.matches(".findings li")) target.focus();
  }
  addEventListener("hashchange", follow);
  filter();
  follow();
})();
