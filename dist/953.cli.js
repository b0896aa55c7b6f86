export const id = 953;
export const ids = [953];
export const modules = {

/***/ 1953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   baseImages: () => (/* binding */ baseImages)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _documents_disk_repository_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(187);
/* harmony import */ var _documents_dockerfile_dockerfile_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8539);
/* harmony import */ var _model_dockerfile_image_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2901);
/* harmony import */ var _text_source_file_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(788);






/** Images that builds start from or copy from: engines without a network need them first. What cannot be resolved is left to the build to say. */
function baseImages(stack) {
    const images = new Set();
    for (const service of Object.values(stack.model.services)) {
        const build = service.build;
        if (build === undefined)
            continue;
        for (const image of imagesOf(build))
            images.add(image);
    }
    return [...images];
}
function imagesOf({ context = ".", dockerfile = "Dockerfile", dockerfile_inline: inline }) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(dockerfile) ? dockerfile : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(context, dockerfile);
    const text = inline ?? ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "utf8") : "");
    const read = (0,_documents_dockerfile_dockerfile_js__WEBPACK_IMPORTED_MODULE_3__/* .readDockerfile */ .n)(new _text_source_file_js__WEBPACK_IMPORTED_MODULE_5__/* .SourceFile */ .s(path, text));
    const { stages } = (0,_model_dockerfile_image_js__WEBPACK_IMPORTED_MODULE_4__/* .modelImage */ .D)(read, (0,_documents_disk_repository_js__WEBPACK_IMPORTED_MODULE_2__/* .openRepository */ .h)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(context) ? context : "/"));
    const names = new Set(stages.flatMap(({ name }) => name ?? []));
    const froms = stages.flatMap(({ base, baseStage, copies }) => [
        ...(baseStage === undefined ? [base.value] : []),
        ...copies.flatMap(({ from }) => from?.value ?? []),
    ]);
    return froms.filter((image) => image !== "scratch" && !names.has(image) && !/^\d+$/.test(image) && !image.includes("$"));
}


/***/ })

};
