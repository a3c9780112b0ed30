import { I18nPlugin } from "@11ty/eleventy";

export default function (eleventyConfig) {
  eleventyConfig.addPlugin(I18nPlugin, { defaultLanguage: "en" });
  return {
    dir: { data: "../_data", includes: "../_includes", input: "content", output: "site" },
    // The text of a page asks for nothing.
    markdownTemplateEngine: false,
  };
}
