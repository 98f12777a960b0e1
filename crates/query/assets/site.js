// What scripts add to the pages: suggestions while typing, a range drawn on the chart, timelines that grow,
// and a sign that something is on its way. Everything works without them.
"use strict";

(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const make = (name, attributes = {}, text = "") => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    return element;
  };

  // A page that is asked for shows so, unless it is there at once.
  const busy = () => {
    const begin = setTimeout(() => document.documentElement.classList.add("busy"), 200);
    const end = () => {
      clearTimeout(begin);
      document.documentElement.classList.remove("busy");
    };
    addEventListener("pageshow", end, { once: true });
    // What was stopped, or goes on in another tab, ends without a word.
    setTimeout(end, 10000);
  };
  document.addEventListener("submit", busy);

  // Suggestions: a combobox with a list, after the pattern of the ARIA authoring practices.
  const suggest = (input) => {
    const form = input.form;
    const list = make("ul", { id: "suggestions", role: "listbox", class: "suggestions", "aria-label": "Suggestions", hidden: "" });
    form.append(list);
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(key, value);
    let chosen = -1;
    let typed = input.value;
    let asked = 0;
    let timer = 0;

    const close = () => {
      clearTimeout(timer);
      asked += 1;
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const choose = (place) => {
      const options = [...list.children];
      chosen = place;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      const option = options[place];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
        input.value = option.dataset.text || typed;
      } else {
        input.removeAttribute("aria-activedescendant");
        input.value = typed;
      }
    };
    const go = (option) => {
      busy();
      close();
      if (option.dataset.story) {
        location.href = `/stories/${option.dataset.story}`;
      } else {
        input.value = option.dataset.text;
        form.submit();
      }
    };
    const show = (found) => {
      list.replaceChildren();
      const add = (text, kind, data) => {
        const option = make("li", { role: "option", id: `suggestion-${list.children.length}`, "aria-selected": "false" });
        Object.assign(option.dataset, data);
        option.append(make("span", { dir: "auto" }, text), make("span", { class: "kind" }, kind));
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => go(option));
        list.append(option);
      };
      for (const word of found.words) add(word.text, word.documents.toLocaleString("en"), { text: word.text });
      for (const title of found.titles) add(title.title, "story", { story: title.id });
      chosen = -1;
      list.hidden = list.children.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      const number = (asked += 1);
      typed = input.value;
      if (typed.trim().length < 2) return close();
      try {
        const reply = await fetch(`/api/v1/suggest?limit=6&q=${encodeURIComponent(typed)}`);
        if (!reply.ok) throw new Error(reply.status);
        const found = await reply.json();
        // Otherwise a later key has asked anew, or the list was closed.
        if (number === asked) show(found);
      } catch {
        if (number === asked) close();
      }
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 80);
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown") choose(chosen === last ? -1 : chosen + 1);
      else if (event.key === "ArrowUp") choose(chosen === -1 ? last : chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) go(list.children[chosen]);
      else if (event.key === "Escape") {
        input.value = typed;
        close();
      } else return;
      event.preventDefault();
    });
  };

  // The chart: arrow keys go from bar to bar, and a range can be drawn.
  const chart = (figure) => {
    const svg = $(".bars", figure);
    const hint = $("#chart-hint", figure);
    const drawn = $(".drawn", svg);
    const bars = [...svg.querySelectorAll("a")];
    const first = Number(figure.dataset.first);
    const last = Number(figure.dataset.last);
    const byMonth = figure.dataset.unit === "month";
    const key = (place) => byMonth
      ? `${String(Math.floor(place / 12)).padStart(4, "0")}-${String((place % 12) + 1).padStart(2, "0")}`
      : String(place).padStart(4, "0");

    const told = matchMedia("(pointer: coarse)").matches ? "– tap a bar" : "– click a bar, or draw a range";
    hint.textContent = told;
    // One stop for the Tab key, at the bar that was chosen or else the latest.
    const stop = svg.querySelector("a.in") || bars[bars.length - 1];
    for (const bar of bars) {
      if (bar !== stop) bar.setAttribute("tabindex", "-1");
      const tell = () => { hint.textContent = `– ${bar.getAttribute("aria-label")}`; };
      bar.addEventListener("mouseenter", tell);
      bar.addEventListener("focus", tell);
      bar.addEventListener("mouseleave", () => { hint.textContent = told; });
    }
    svg.addEventListener("keydown", (event) => {
      const at = bars.indexOf(event.target.closest("a"));
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key];
      if (at < 0 || to === undefined || !bars[to]) return;
      event.preventDefault();
      bars[at].setAttribute("tabindex", "-1");
      bars[to].removeAttribute("tabindex");
      bars[to].focus();
    });

    let from = null;
    const place = (event) => {
      const box = svg.getBoundingClientRect();
      const part = (event.clientX - box.left) / box.width;
      return Math.min(last, Math.max(first, first + Math.floor(part * (last - first + 1))));
    };
    const range = (event) => {
      const to = place(event);
      return [Math.min(from, to), Math.max(from, to)];
    };
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("pointerdown", (event) => {
      // A finger scrolls and taps; it can type a range.
      if (event.button === 0 && event.pointerType !== "touch") from = place(event);
    });
    addEventListener("pointermove", (event) => {
      if (from === null) return;
      if (event.buttons === 0) {
        from = null;
        drawn.setAttribute("visibility", "hidden");
        return;
      }
      const [low, high] = range(event);
      if (low === high && drawn.getAttribute("visibility") === "hidden") return;
      const all = last - first + 1;
      drawn.setAttribute("x", `${((low - first) / all) * 100}%`);
      drawn.setAttribute("width", `${((high - low + 1) / all) * 100}%`);
      drawn.setAttribute("visibility", "visible");
      hint.textContent = `– from ${key(low)} to ${key(high)}`;
    });
    addEventListener("pointerup", (event) => {
      if (from === null) return;
      const [low, high] = range(event);
      from = null;
      if (drawn.getAttribute("visibility") === "hidden") return;
      drawn.setAttribute("visibility", "hidden");
      // The click that ends the drawing is none on a bar.
      const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
      const address = new URL(figure.dataset.range, location.href);
      address.searchParams.set("from", key(low));
      address.searchParams.set("to", key(high));
      busy();
      location.href = address.href;
    });
    addEventListener("pointercancel", () => {
      from = null;
      drawn.setAttribute("visibility", "hidden");
    });
  };

  // A timeline grows when its end comes near, a few times; then its link has to be followed, so that what
  // stands behind it can be reached.
  const grow = (entries) => {
    let left = 5;
    let under = false;
    const observer = new IntersectionObserver(async (seen) => {
      const more = $("#more");
      if (under || !more || !seen.some((entry) => entry.isIntersecting)) return;
      under = true;
      more.setAttribute("aria-busy", "true");
      more.textContent = "Loading …";
      try {
        const reply = await fetch(more.href, { headers: { accept: "text/html" } });
        if (!reply.ok) throw new Error(reply.status);
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        const added = [...$("#entries", page).children];
        const headings = entries.querySelectorAll("h2");
        const lastHeading = headings[headings.length - 1];
        if (lastHeading && added[0] && added[0].textContent === lastHeading.textContent) added.shift();
        entries.append(...added);
        const count = added.filter((element) => element.matches("article")).length;
        $("#grown").textContent = count === 1 ? "1 more event" : `${count} more events`;
        left -= 1;
        const next = $("#more", page);
        observer.unobserve(more);
        if (next) {
          const isFocused = document.activeElement === more;
          more.replaceWith(next);
          if (isFocused) next.focus();
          if (left > 0) observer.observe(next);
        } else {
          more.parentElement.remove();
        }
      } catch {
        // The link still works, and says what is wrong.
        more.removeAttribute("aria-busy");
        more.textContent = "Go on";
        observer.disconnect();
      } finally {
        under = false;
      }
    }, { rootMargin: "600px" });
    const more = $("#more");
    if (more) observer.observe(more);
  };

  const input = $("#q");
  if (input) suggest(input);
  const figure = $("#chart");
  if (figure) chart(figure);
  const entries = $("#entries");
  if (entries) grow(entries);
})();
