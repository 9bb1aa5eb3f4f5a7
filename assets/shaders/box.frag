flat in vec4 fill, border, shade;
flat in vec4 form;
flat in vec3 shadow;
in vec2 point;
out vec4 result;

void main() {
    float pixels = shadow.z;
    float outer = covered(point, form.xy, form.z, pixels);
    result = fill * outer;
    if (form.w > 0.0 && border.a > 0.0) {
        float inner = covered(point, form.xy - form.w, max(form.z - form.w, 0.0), pixels);
        float ring = max(outer - inner, 0.0);
        result = fill * min(inner, outer) + (border + fill * (1.0 - border.a)) * ring;
    }
    // As in style sheets the shadow lies around the box, not under it. The smooth step is within 2 % of a
    // Gaussian of standard deviation blur / 2.
    if (shade.a > 0.0 && outer < 1.0) {
        float blur = max(shadow.y, 0.5 / pixels);
        float radius = min(form.z + blur * 0.5, min(form.x, form.y));
        float away = round_box(point - vec2(0.0, shadow.x), form.xy, radius);
        result += shade * (1.0 - smoothstep(-blur, blur, away)) * (1.0 - outer);
    }
}
