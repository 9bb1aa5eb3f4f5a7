#include "app/command_line.hpp"
#include "render/image_helper.hpp"

int main(int argc, char** argv) {
    if (const auto status = waymark::image_helper(argc, argv)) return *status;
    return waymark::command_line(argc, argv);
}
